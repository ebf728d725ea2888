import PerfCompare
import PerfJSON
import PerfModel
import Testing

/// Means over cases (rule 10) and declared overheads.
@Suite struct PairedGroupTests {
  /// A group of the reference with what it makes of the group and of overhead targets.
  struct Vector: Sendable, CustomTestStringConvertible {
    let json: JSON
    let testDescription: String

    static func all() throws -> [Vector] {
      try #require(PairedVector.document()["groups"]?.elements).enumerated()
        .map { Vector(json: $1, testDescription: "group \($0)") }
    }

    func number(_ key: String) throws -> Double { try #require(json[key]?.double) }

    func group() throws -> PairedGroup {
      let rows = try #require(json["rows"]?.elements).map(PairedVector.row)
      let weights = try #require(json["weights"]?.elements).map { try #require($0.double) }
      return PairedGroup(
        members: zip(rows, weights).map { PairedGroup.Member(name: "c", row: $0, weight: $1) },
        warn: try number("warn"), fail: try number("fail"))
    }

    func overhead() throws -> OverheadRule {
      OverheadRule(
        atMost: try number("atMost"),
        looks: try #require(json["looks"]?.elements).compactMap { $0.integer.map { Int($0) } })
    }
  }

  @Test(arguments: try Vector.all())
  func groupsEqualTheReference(_ vector: Vector) throws {
    try expect(try vector.group().judge(), try #require(vector.json["outcome"]))
  }

  @Test(arguments: try Vector.all())
  func overheadsEqualTheReference(_ vector: Vector) throws {
    let rule = try vector.overhead()
    let isOver = vector.json["over"] == .bool(true)
    let group = try vector.group()
    try expect(
      rule.judge(.group(group), isOver: isOver), try #require(vector.json["overhead"]))
    try expect(
      rule.judge(.row(group.members[0].row), isOver: isOver), try #require(vector.json["single"]))
  }

  @Test func theReferenceCoversEveryDecision() throws {
    func decisions(_ keys: String...) throws -> Set<String> {
      Set(
        try Vector.all().flatMap { vector in keys.map { vector.json[$0]?["decision"] } }
          .compactMap { $0?.text })
    }
    #expect(try decisions("outcome") == ["pass", "warn", "fail", "improved", "inconclusive"])
    #expect(try decisions("overhead", "single") == ["pass", "fail", "inconclusive"])
  }

  private let jitter = [0.0, 1, -1, 0.4, -0.4, 0.7, -0.7, 0.2, -0.2, 0.5]

  private func row(
    _ base: Double, times ratio: Double, better: Schema.Column.Better = .lower
  ) -> PairedRow {
    PairedRow(
      base: jitter.map { _ in base }, head: jitter.map { base * (ratio + 0.001 * $0) },
      better: better)
  }

  @Test func weightsAreTheBasesTime() throws {
    let rows = [("long", row(900, times: 1)), ("short", row(100, times: 1.5))]
    func change(_ average: PairedGroup.Average) throws -> Double {
      try #require(PairedGroup(rows: rows, average: average).judge().estimate).changePercent
    }
    #expect(abs(try change(.plain) - 100 * (1.5.squareRoot() - 1)) < 0.1)
    // The sum grows by 5 %; the mean of logarithms says a little less.
    #expect(abs(try change(.weighted) - 4.1) < 0.1)
    let rates = [
      ("slow", row(1, times: 1, better: .higher)), ("fast", row(9, times: 0.5, better: .higher)),
    ]
    let estimate = try #require(PairedGroup(rows: rates, average: .weighted).judge().estimate)
    #expect(
      abs(estimate.changePercent - 100 * (0.5.squareRoot().squareRoot().squareRoot() - 1)) < 5)
    #expect(estimate.estimate > 0 && estimate.estimate < 0.1)
  }

  @Test func aGroupWithoutMeansNamesTheCase() {
    var broken = row(1, times: 1)
    func notes(_ other: PairedRow) -> [String] {
      PairedGroup(rows: [("a", row(1, times: 1)), ("b", other)], average: .plain).judge().notes
    }
    broken.head[2] = .nan
    #expect(notes(broken) == ["b: no value of head in pair 3"])
    broken.head[2] = 0
    #expect(notes(broken) == ["b: zero"])
    #expect(notes(row(1, times: 1, better: .higher)) == ["b: another direction"])
    broken.base = []
    #expect(notes(broken) == ["no pairs"])
    let weightless = PairedGroup(
      members: [PairedGroup.Member(name: "a", row: row(1, times: 1), weight: 0)])
    #expect(weightless.judge().notes == ["no weights"])
    #expect(PairedGroup(members: []).judge().decision == .verdict(.inconclusive))
  }

  @Test func aGroupOfOneIsItsRow() throws {
    let one = row(5, times: 1.1)
    let group = PairedGroup(rows: [("a", one)], average: .weighted).judge()
    let rule = PairedRule(looks: [10], familySize: 1)
    let alone = rule.judge([one], isOver: true)[0]
    #expect(group.decision == alone.decision)
    let (a, b) = (try #require(group.estimate), try #require(alone.estimate))
    #expect(abs(a.lower - b.lower) < 1e-12 && abs(a.upper - b.upper) < 1e-12)
  }

  @Test func anOverheadIsHeldAgainstItsLimit() throws {
    let rule = OverheadRule(atMost: 0.3)
    func decision(_ ratio: Double, better: Schema.Column.Better = .lower) -> PairedOutcome.Decision
    {
      rule.judge(.row(row(10, times: ratio, better: better)), isOver: false).decision
    }
    #expect(decision(1.2) == .verdict(.pass))
    #expect(decision(1.4) == .verdict(.fail))
    #expect(decision(1.3) == .more(pairs: 20))
    #expect(decision(0.75, better: .higher) == .verdict(.pass))
    #expect(decision(0.65, better: .higher) == .verdict(.fail))
    let open = rule.judge(.row(row(10, times: 1.3)), isOver: true)
    #expect(open.decision == .verdict(.inconclusive))
    #expect(open.notes == ["limit within the interval"])
    let detectable = try #require(open.estimate?.minimumDetectableEffect)
    #expect(detectable > 0.3 && detectable < 0.31)
    let fail = rule.judge(.row(row(10, times: 1.4)), isOver: false)
    #expect(PairedRule.confirmed(fail, by: nil).notes == ["fail not confirmed"])
  }

  @Test func anOverheadWithoutNumbersIsNoPass() {
    let rule = OverheadRule(atMost: 0.3)
    var few = row(1, times: 1)
    few.base = []
    #expect(rule.judge(.row(few), isOver: false).notes == ["no value of base in pair 1"])
    few.head = []
    #expect(rule.judge(.row(few), isOver: false).decision == .more(pairs: 10))
    #expect(rule.judge(.row(few), isOver: true).decision == .verdict(.inconclusive))
    few = row(1, times: 1)
    few.base[4] = 0
    #expect(rule.judge(.row(few), isOver: false).notes == ["zero"])
    few = row(1, times: 1)
    few.base.removeLast(4)
    few.head.removeLast(4)
    let short = rule.judge(.row(few), isOver: true)
    #expect(short.decision == .verdict(.inconclusive) && short.notes == ["8 pairs needed"])
    #expect(OverheadRule(atMost: 0.3, looks: [3]).looks == [6])
    #expect(OverheadRule(atMost: 0.3, looks: [3], mayRaise: false).looks == [3])
  }
}
