import PerfCompare
import PerfJSON
import PerfModel
import Testing

@Suite struct PairedRuleTests {
  @Test(arguments: try PairedVector.all())
  func outcomesEqualTheReference(_ vector: PairedVector) throws {
    let outcomes = vector.rule.judge(vector.rows, isOver: vector.isOver)
    try #require(outcomes.count == vector.outcomes.count)
    for (found, expected) in zip(outcomes, vector.outcomes) { try expect(found, expected) }
  }

  @Test func theReferenceCoversEveryDecision() throws {
    let seen = try PairedVector.all().flatMap(\.outcomes).compactMap { $0["decision"] }
    let words = Set(seen.compactMap(\.text))
    #expect(words == ["pass", "improved", "warn", "fail", "inconclusive", "info"])
    #expect(Set(seen.compactMap(\.integer)).isSuperset(of: [20, 40, 60]))
  }

  @Test func theLastLookIsRaisedForLargeFamilies() {
    #expect(PairedRule(familySize: 1).pairsNeeded == 8)
    #expect(PairedRule(looks: [20], familySize: 1).pairsNeeded == 6)
    #expect(PairedRule(familySize: 20).pairsNeeded == 12)
    #expect(PairedRule(familySize: 50).pairsNeeded == 13)
    #expect(PairedRule(looks: [8, 5], familySize: 50).looks == [5, 12])
    #expect(PairedRule(looks: [8, 5], familySize: 50, mayRaise: false).looks == [5, 8])
  }

  private func row(_ ratios: [Double]) -> PairedRow {
    PairedRow(base: ratios.map { _ in 100 }, head: ratios.map { 100 * $0 }, better: .lower)
  }

  private let jitter = [1.0, 1.01, 0.99, 1.004, 0.996, 1.007, 0.993, 1.002, 0.998, 1.005]

  @Test func aFailIsMeasuredTwice() {
    let rule = PairedRule(familySize: 1)
    let slow = rule.judge([row(jitter.map { $0 * 1.4 })], isOver: false)[0]
    let equal = rule.judge([row(jitter)], isOver: false)[0]
    #expect(slow.decision == .verdict(.fail))
    #expect(equal.decision == .verdict(.pass))
    let alone = PairedRule.confirmed(slow, by: nil)
    #expect(alone.decision == .verdict(.inconclusive))
    #expect(alone.notes == ["fail not confirmed"])
    let twice = PairedRule.confirmed(slow, by: slow)
    #expect(twice.decision == .verdict(.fail))
    let once = PairedRule.confirmed(slow, by: equal)
    #expect(once.decision == .verdict(.pass))
    #expect(once.notes == ["first batch: fail, not reproduced"])
    #expect(once.estimate == equal.estimate)
    #expect(PairedRule.confirmed(equal, by: nil) == equal)
  }

  @Test func nothingMeasuredIsNeverAPass() {
    let rule = PairedRule(familySize: 1)
    let none = row([])
    #expect(rule.judge([none], isOver: false)[0].decision == .more(pairs: 10))
    #expect(rule.judge([none], isOver: true)[0].decision == .verdict(.inconclusive))
    let one = rule.judge([row([1])], isOver: true)[0]
    #expect(one.decision == .verdict(.inconclusive))
    #expect(one.estimate?.minimumDetectableEffect == .infinity)
    let few = rule.judge([row(Array(jitter.prefix(7)))], isOver: true)[0]
    #expect(few.decision == .verdict(.inconclusive))
  }

  @Test func aMissingValueNamesItsPair() {
    var broken = row(jitter)
    broken.head[3] = .nan
    let outcome = PairedRule(familySize: 1).judge([broken], isOver: false)[0]
    #expect(outcome.decision == .verdict(.inconclusive))
    #expect(outcome.notes == ["no value of head in pair 4"])
  }

  /// Ratios of rounded times meet a limit exactly; such pairs count as not beyond it.
  @Test func theLastBitOfALogarithmDecidesNothing() {
    let base: [Double] = [20, 40, 60, 80, 100, 120, 140, 160, 180, 700]
    let atLimit = PairedRow(base: base, head: base.map { $0 / 20 * 21 }, better: .lower)
    let found = PairedRule(familySize: 1).judge([atLimit], isOver: true)[0]
    #expect(found.estimate?.pFail == 1)
    #expect(found.decision == .verdict(.warn))
    let thirds = PairedRow(base: [3, 49, 50, 7, 51], head: [3, 50, 49, 7, 51], better: .higher)
    let equal = PairedRule(familySize: 1).judge([thirds], isOver: true)[0]
    #expect(equal.estimate?.pWarn == 1 && equal.estimate?.pBetter == 1)
  }
}
