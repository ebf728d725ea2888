import PerfCompare
import PerfModel
import Testing

/// Rows judged by difference (rule 11), and rows with their own looks (rule 3).
@Suite struct DifferenceTests {
  private let jitter = [0.0, 1, -1, 0.4, -0.4, 0.7, -0.7, 0.2, -0.2, 0.5, 0.1, -0.1]

  private func row(
    base: Double, change: Double, better: Schema.Column.Better = .lower,
    warn: Limit = .absolute(5, unit: "ms"), fail: Limit = .absolute(20, unit: "ms"),
    floor: Limit? = nil, scale: PairedRow.Scale = .absolute, looks: [Int]? = nil
  ) -> PairedRow {
    PairedRow(
      base: jitter.map { _ in base }, head: jitter.map { base + change + $0 }, better: better,
      warn: warn, fail: fail, floor: floor, scale: scale, looks: looks)
  }

  private func judge(_ row: PairedRow) -> PairedOutcome {
    PairedRule(familySize: 1).judge([row], isOver: true)[0]
  }

  @Test func aChangeIsToldInTheUnit() throws {
    let estimate = try #require(judge(row(base: -40, change: 10)).estimate)
    let amount = try #require(estimate.changeAmount)
    let interval = try #require(estimate.intervalAmount)
    #expect(abs(amount - 10) < 0.3 && interval.contains(10))
    #expect(abs(estimate.changePercent - 25) < 1)
    #expect(try #require(estimate.detectableAmount) > 5)
    let fromZero = try #require(judge(row(base: 0, change: 10)).estimate)
    #expect(fromZero.changePercent.isNaN)
    #expect(fromZero.intervalPercent == -(.infinity)...(.infinity))
    #expect(fromZero.minimumDetectableEffect == .infinity)
  }

  @Test func theTableIsThatOfRatios() {
    #expect(judge(row(base: 0, change: 0)).decision == .verdict(.pass))
    #expect(judge(row(base: 0, change: 10)).decision == .verdict(.warn))
    #expect(judge(row(base: 0, change: 30)).decision == .verdict(.fail))
    #expect(judge(row(base: 0, change: -10)).decision == .verdict(.improved))
    #expect(judge(row(base: 0, change: -10, better: .higher)).decision == .verdict(.warn))
    #expect(judge(row(base: 0, change: 19.9)).decision == .verdict(.inconclusive))
  }

  /// How limits derive, seen by the least change that warns or fails.
  @Test func limitsDeriveFromTheUnitTheShareAndTheFloor() {
    func verdict(
      _ change: Double, base: Double, warn: Limit, fail: Limit, floor: Limit? = nil
    ) -> PairedOutcome.Decision {
      judge(row(base: base, change: change, warn: warn, fail: fail, floor: floor)).decision
    }
    let share = (Limit.relative(0.05), Limit.relative(0.2))
    let floor = Limit.absolute(8, unit: "ms")
    // The floor alone: 5 % of 100 is below it, 20 % is not.
    #expect(verdict(7, base: 100, warn: share.0, fail: share.1, floor: floor) == .verdict(.pass))
    #expect(verdict(9, base: 100, warn: share.0, fail: share.1, floor: floor) == .verdict(.warn))
    #expect(verdict(22, base: 100, warn: share.0, fail: share.1, floor: floor) == .verdict(.fail))
    // Of zero a share is no amount: the floor is both limits.
    #expect(verdict(10, base: 0, warn: share.0, fail: share.1, floor: floor) == .verdict(.fail))
    // A fail in the unit caps a warn that is a share, and stands for it at zero.
    let nine = Limit.absolute(9, unit: "ms")
    #expect(verdict(20, base: 1000, warn: share.0, fail: nine) == .verdict(.fail))
    #expect(verdict(5, base: 0, warn: share.0, fail: nine) == .verdict(.pass))
    // A warn in the unit is at most the fail limit.
    #expect(verdict(9, base: 10, warn: floor, fail: share.1) == .verdict(.fail))
    #expect(verdict(6, base: 10, warn: floor, fail: share.1) == .verdict(.pass))
  }

  @Test func withoutALimitInTheUnitADifferenceIsShownOnly() {
    let bare = row(base: 0, change: 30, warn: .relative(0.05), fail: .relative(0.2))
    #expect(judge(bare).decision == .info)
    #expect(judge(bare).notes == ["no limit in the unit"])
    var ratio = bare
    ratio.scale = .relative
    #expect(judge(ratio).decision == .info && judge(ratio).notes == ["zero"])
    ratio.floor = .absolute(5, unit: "ms")
    #expect(judge(ratio).decision == .verdict(.fail))
    #expect(judge(ratio).notes == ["zero: judged by difference"])
  }

  /// Holm over many equal rows costs ratios their fail, and a difference nothing.
  @Test func aDifferenceIsNoMemberOfTheFamily() {
    let flat = PairedRow(
      base: jitter.map { _ in 100 }, head: jitter.map { 100 + $0 }, better: .lower)
    let difference = row(base: 0, change: 30)
    var ratio = row(base: 100, change: 30, warn: .relative(0.05), fail: .relative(0.2))
    ratio.scale = .relative
    let rule = PairedRule(looks: [12], familySize: 120, mayRaise: false)
    let rows = [ratio, difference] + Array(repeating: flat, count: 119)
    let outcomes = rule.judge(rows, isOver: true)
    #expect(outcomes[0].notes == ["13 pairs needed"])
    #expect(outcomes[1].decision == .verdict(.fail))
    let alone = rule.judge([difference], isOver: true)[0]
    #expect(alone.decision == outcomes[1].decision)
    #expect(alone.estimate?.pFail == outcomes[1].estimate?.pFail)
  }

  @Test func aRowsOwnLooksAreItsPlan() throws {
    let rule = PairedRule(familySize: 20)
    var own = PairedRow(base: [], head: [], better: .lower, looks: [7])
    #expect(rule.judge([own], isOver: false)[0].decision == .more(pairs: 10))
    #expect(rule.looks(of: own) == [10] && rule.pairsNeeded(of: own) == 10)
    let fixed = PairedRule(familySize: 20, mayRaise: false)
    #expect(fixed.looks(of: own) == [7] && fixed.pairsNeeded(of: own) == 10)
    own.scale = .absolute
    own.floor = .absolute(1, unit: "ms")
    #expect(rule.looks(of: own) == [7] && rule.pairsNeeded(of: own) == 6)
    own.looks = []
    #expect(rule.looks(of: own) == rule.looks)
    // One look spends all of alpha at once, so p is a quarter of that of four looks.
    let four = try #require(judge(row(base: 0, change: 1)).estimate)
    let one = try #require(judge(row(base: 0, change: 1, looks: [12])).estimate)
    #expect(abs(four.pWarn - 4 * one.pWarn) < 1e-15)
    #expect(one.upper <= four.upper && one.upper == one.unadjustedUpper)
  }

  @Test func limitsScaleWithTheUnit() throws {
    for factor in [1e-9, 1, 1e9] {
      let scaled = PairedRow(
        base: jitter.map { _ in -3 * factor }, head: jitter.map { (7 + $0) * factor },
        better: .lower, warn: .absolute(5 * factor, unit: "ms"),
        fail: .absolute(20 * factor, unit: "ms"), scale: .absolute)
      let outcome = judge(scaled)
      let amount = try #require(outcome.estimate?.changeAmount)
      #expect(outcome.decision == .verdict(.warn))
      #expect(abs(amount / factor - 10) < 0.3)
    }
  }

  /// Differences of rounded numbers meet a limit exactly; such pairs count as not beyond it.
  @Test func theLastBitOfADifferenceDecidesNothing() {
    let base = [0.1, 0.2, 0.3, 0.4, 0.7, 1.1, 1.3, 1.7, 2.3, 2.9, 3.1, 3.7]
    let head = [0.3, 0.4, 0.5, 0.6, 0.9, 1.3, 1.5, 1.9, 2.5, 3.1, 3.3, 3.9]
    let atLimit = PairedRow(
      base: base, head: head, better: .lower, warn: .absolute(0.2, unit: "ms"),
      fail: .absolute(2, unit: "ms"), scale: .absolute)
    #expect(judge(atLimit).estimate?.pFail == 1)
    #expect(judge(atLimit).decision == .verdict(.warn))
  }
}
