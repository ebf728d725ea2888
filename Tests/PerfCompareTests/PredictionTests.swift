import PerfFiles
import PerfJSON
import PerfModel
import Testing

@Suite struct PredictionTests {
  /// One row of a family with what NumPy and SciPy say of it.
  struct Row: Sendable {
    var metric: String
    var better: Schema.Column.Better
    var rule: PolicyRule
    var base: [Double]
    var head: [Double]
    var sessions: [[Double]]
    var verdict: String
    var note: String?
    var interval: [Double]
    var change: Double

    init(_ json: JSON, index: Int) throws {
      metric = "m\(index)"
      better = try #require(json["better"]?.text.flatMap(Schema.Column.Better.init))
      base = try Self.numbers(json["base"])
      head = try Self.numbers(json["head"])
      sessions = try #require(json["sessions"]?.elements).map { try Self.numbers($0) }
      verdict = try #require(json["verdict"]?.text)
      note = json["note"]?.text
      interval = try Self.numbers(json["interval"])
      change = try #require(json["change"]?.double)
      rule = PolicyRule()
      rule.metric = metric
      rule.warn = .relative(try #require(json["warn"]?.double))
      rule.fail = .relative(try #require(json["fail"]?.double))
      rule.floor = json["floor"]?.double.map { .absolute($0, unit: "us") }
    }

    private static func numbers(_ json: JSON?) throws -> [Double] {
      try #require(json?.elements).map { try #require($0.double) }
    }
  }

  static func families() throws -> [[Row]] {
    let file = Path.join(Path.folder(of: #filePath), "../Vectors/sessions.json")
    return try #require(JSON.parse(File.read(file)).elements).map { family in
      try #require(family.elements).enumerated().map { try Row($1, index: $0) }
    }
  }

  private func compare(_ rows: [Row], stored: Policy.Stored) -> Comparison {
    func entry(_ values: (Row) -> [Double]) -> CaseRecord {
      Fixture.entry(
        samples: rows.map { Fixture.timing(values($0), metric: $0.metric, better: $0.better) })
    }
    let sessions = (0..<(rows.map(\.sessions.count).max() ?? 0)).map { index in
      var session = Fixture.session([], hour: index * 2)
      session.samples = ["quick": [:]]
      for row in rows where index < row.sessions.count {
        session.samples["quick"]?[row.metric] = row.sessions[index]
      }
      return session
    }
    return Fixture.compare(
      Fixture.run([entry(\.head)]), Fixture.baseline([entry(\.base)], sessions: sessions),
      policy: Policy(stored: stored, rules: rows.map(\.rule)))
  }

  @Test(arguments: [Policy.Stored.advisory, .gate])
  func familiesAreDecidedAsByTheReference(_ stored: Policy.Stored) throws {
    let families = try Self.families()
    #expect(families.count == 60)
    for rows in families {
      let comparison = compare(rows, stored: stored)
      for expected in rows {
        let row = try #require(comparison.row(expected.metric))
        let (verdict, notes) = self.expected(expected, stored)
        #expect(row.verdict == verdict, "\(expected)")
        #expect(row.notes == notes, "\(expected)")
        #expect(row.pairs == expected.sessions.count && row.gating == (stored == .gate))
        let interval = try #require(row.intervalPercent)
        #expect(isNear(interval.lowerBound, expected.interval[0]), "\(expected)")
        #expect(isNear(interval.upperBound, expected.interval[1]), "\(expected)")
        #expect(isNear(try #require(row.changePercent), expected.change))
      }
    }
  }

  /// What becomes of a failure that only stored sessions show.
  private func expected(_ row: Row, _ stored: Policy.Stored) -> (Verdict?, [String]) {
    guard row.verdict == "fail" else {
      return (Verdict(rawValue: row.verdict), row.note.map { [$0] } ?? [])
    }
    if stored == .advisory { return (.warn, ["fail-size change against stored sessions"]) }
    return (
      .inconclusive,
      [row.sessions.count < 8 ? "fail needs 8 sessions" : "fail not confirmed"]
    )
  }

  private func isNear(_ found: Double, _ expected: Double) -> Bool {
    abs(found - expected) <= 1e-9 * max(1, abs(expected))
  }
}
