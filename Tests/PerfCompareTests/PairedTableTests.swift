import PerfCompare
import PerfJSON
import PerfModel
import Testing

@Suite struct PairedTableTests {
  /// An entry of the table for one row: (e, l, u) and what the reference makes of it.
  struct Entry {
    let lower: Double
    let estimate: Double
    let upper: Double
    let verdict: Verdict
    let notes: [String]

    init(_ json: JSON) throws {
      let fields = try #require(json.elements)
      lower = try #require(fields[0].double)
      estimate = try #require(fields[1].double)
      upper = try #require(fields[2].double)
      verdict = try #require(fields[3].text.flatMap(Verdict.init))
      notes = fields.dropFirst(4).compactMap(\.text)
    }
  }

  private func found(_ entry: Entry) -> (verdict: Verdict, notes: [String]) {
    let row = PairedRow(base: [100], head: [100], better: .lower)
    let limits = PairedRule.Limits(row)
    let shown = PairedRule.Shown(
      fail: entry.estimate >= limits.fail && entry.lower > limits.warn,
      warn: entry.estimate >= limits.warn && entry.lower > 0,
      better: entry.estimate <= -limits.improved && entry.upper < 0)
    return PairedRule.table(upper: entry.upper, limits, shown)
  }

  private func entries() throws -> [Entry] {
    try #require(PairedVector.document()["table"]?.elements).map { try Entry($0) }
  }

  @Test func entriesEqualTheReference() throws {
    for entry in try entries() {
      let result = found(entry)
      #expect(result.verdict == entry.verdict && result.notes == entry.notes)
    }
    #expect(Set(try entries().map(\.verdict)).count == 5)
  }

  /// A result that is worse in every number never has a better verdict.
  @Test func theTableIsMonotone() throws {
    func rank(_ entry: Entry) -> Int {
      [.improved, .pass, .warn, .inconclusive, .fail].firstIndex(of: found(entry).verdict) ?? 0
    }
    let all = try entries().map { ($0, rank($0)) }
    for (a, worse) in all {
      for (b, better) in all
      where a.lower >= b.lower && a.estimate >= b.estimate && a.upper >= b.upper && worse < better {
        Issue.record("\(a) is \(a.verdict), \(b) is \(b.verdict)")
      }
    }
  }

  @Test func noFailSizeRegressionIsLeftOpenByExitZero() throws {
    for entry in try entries() where found(entry).verdict.exitStatus() == 0 {
      #expect(entry.upper < 0.1823215567939547)
    }
  }
}
