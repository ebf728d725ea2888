import PerfModel
import PerfReport
import Testing

@Suite struct PairedReportTests {
  private func row(
    _ name: String, _ metric: String, _ verdict: Verdict?, gating: Bool = true,
    notes: [String] = [], interval: ClosedRange<Double>? = -1...2
  ) -> Comparison.Row {
    var row = Comparison.Row(
      suite: "s", caseName: name, metric: metric, unit: "s", better: .lower, gating: gating,
      base: .number(0.1), head: .number(0.101))
    row.verdict = verdict
    row.changePercent = 1
    row.intervalPercent = interval
    row.pairs = 10
    row.detectablePercent = 6.25
    row.notes = notes
    return row
  }

  private func lines(_ rows: [Comparison.Row], cases: Int, width: Int = 80) -> [String] {
    var record = PairedRecord(
      base: PairedRecord.Subject(name: "v1"), head: PairedRecord.Subject(name: "work tree"),
      host: Fixture.run([]).host, looks: [10], policy: Policy())
    record.base.revision = RunRecord.Revision(
      commit: "0123456789abcdef", tree: nil, dirty: false, content: "c")
    record.head.revision = RunRecord.Revision(
      commit: "fedcba9876543210", tree: nil, dirty: true, content: "d")
    record.cases = (0..<cases).map { PairedRecord.Case(suite: "s", name: "c\($0)") }
    record.notes = ["demo: both sides are the same bytes"]
    let comparison = Comparison(
      base: "v1", head: "work tree", rows: rows, warnings: [],
      verdict: rows.compactMap(\.verdict).worst)
    return PairedReport(style: Style(isOn: false), width: width, showsAll: false)
      .lines(record, comparison)
  }

  @Test func severalCasesStandBelowTheirNames() {
    let rows = [
      row("c0", "wall_time", .pass), row("c1", "wall_time", .warn),
      row("c1", "user_time", nil, gating: false),
    ]
    #expect(
      lines(rows, cases: 2)
        == [
          "  base  v1  0123456789ab", "  head  work tree  fedcba987654 with changes", "",
          "    metric         base      head  change         interval  verdict", "  c0",
          "    wall_time  100.0 ms  101.0 ms  +1.0 %  -1.0 % … +2.0 %  pass", "  c1",
          "    wall_time  100.0 ms  101.0 ms  +1.0 %  -1.0 % … +2.0 %  warn",
          "  a worsening of any row by 6.3 % would have been seen 9 times in 10",
          "  note: demo: both sides are the same bytes", "", "warn  1 of 2 rows  (10 pairs)",
        ])
  }

  @Test func oneCaseShowsAllItsMetrics() {
    let text = lines(
      [row("c0", "wall_time", .pass), row("c0", "user_time", nil, gating: false)], cases: 1)
    #expect(text.contains { $0.hasPrefix("  user_time") })
    #expect(text.last == "pass  wall_time +1.0 %, between -1.0 % and +2.0 %  (10 pairs)")
  }

  @Test func equalNotesAreCounted() {
    let rows = ["c0", "c1", "c2"].map {
      row($0, "wall_time", .inconclusive, notes: ["10 pairs needed"], interval: nil)
    }
    let text = lines(rows, cases: 3)
    #expect(text.contains("  3 rows: 10 pairs needed"))
    #expect(lines([rows[0]], cases: 2).contains("  c0 wall_time: 10 pairs needed"))
  }

  @Test func everyLineFitsTheTerminal() {
    let long = String(repeating: "x", count: 90)
    let text = lines([row(long, "wall_time", .pass), row("c1", long, .pass)], cases: 2, width: 60)
    #expect(text.prefix { !$0.contains("worsening") }.allSatisfy { $0.count <= 60 })
  }
}
