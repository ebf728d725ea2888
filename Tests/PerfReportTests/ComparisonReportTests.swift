import PerfModel
import PerfReport
import Testing

@Suite struct ComparisonReportTests {
  private func lines(
    _ rows: [Comparison.Row], width: Int = 80, showsAll: Bool = false
  ) -> [String] {
    ComparisonReport(style: Style(isOn: false), width: width, showsAll: showsAll)
      .lines(Fixture.comparison(rows))
  }

  @Test func changesAreATable() {
    #expect(
      lines([
        Fixture.row("quick", "latency", verdict: .warn, change: 89.99),
        Fixture.row(
          "slow", "r.csv", verdict: .pass, unit: "digest",
          notes: ["only exact metrics with a direction differ"]),
        Fixture.row("quick", "size", verdict: .improved, change: -5, notes: ["few runs"]),
      ]) == [
        "  case   metric       base      head   change  verdict",
        "  quick  latency  123.5 us  234.6 us  +90.0 %  warn",
        "         size     123.5 us  234.6 us   -5.0 %  improved, few runs",
        "  slow   r.csv    01234567  fedcba98           pass",
        "  slow, r.csv: only exact metrics with a direction differ", "  1 digest equal",
      ])
  }

  @Test func bothSidesStayInANarrowTable() {
    let row = Fixture.row(
      "orderbook/scenario=baseline,seed=42", "latency_p99[a very long key of a row]",
      verdict: .warn, change: 89.99, notes: ["few runs"])
    let lines = lines([row])
    #expect(
      lines[0].split(separator: " ") == ["case", "metric", "base", "head", "change", "verdict"])
    #expect(lines[1].contains("123.5 us  234.6 us  +90.0 %"))
    #expect(lines.allSatisfy { $0.count <= 80 })
  }

  @Test func whatSaysNothingIsCounted() {
    let rows = [
      Fixture.row("a", "r.csv", verdict: .pass, unit: "digest"),
      Fixture.row("b", "r.csv", verdict: .pass, unit: "digest"),
      Fixture.row("a", "x", verdict: nil, notes: ["other machine"], gating: false),
      Fixture.row("b", "x", verdict: nil, notes: ["other machine"], gating: false),
      Fixture.row("b", "y", verdict: nil, notes: ["few runs"], gating: false),
    ]
    #expect(
      lines(rows) == [
        "  2 digests equal", "  2 timings not judged: other machine; --verbose shows them",
        "  1 timing not judged: few runs; --verbose shows them",
      ])
    let all = lines(rows, showsAll: true)
    #expect(all.count == 6 + 3)
    #expect(all.suffix(3).allSatisfy { !$0.contains("--verbose") })
    #expect(all.contains { $0.hasPrefix("        x") && $0.hasSuffix("other machine") })
  }

  @Test func whatIsToldAsAnErrorIsNotToldTwice() {
    let row = Fixture.row(
      "quick", "r.csv", verdict: .incorrect, unit: "digest",
      notes: ["record 2 (k,v): base b,2, head b,3"])
    #expect(
      lines([row]) == [
        "  case   metric      base      head  verdict",
        "  quick  r.csv   01234567  fedcba98  incorrect",
      ])
  }

  @Test func nothingComparedIsNothingSaid() {
    #expect(lines([]).isEmpty)
  }

  @Test func noTableIsWiderThanTheTerminal() {
    let rows = [
      Fixture.row(
        "bench/scenario=baseline,seed=42", "latency_p99[x100,42]", verdict: .inconclusive,
        change: -12.3, notes: ["regression shown"]),
      Fixture.row(
        "bench/scenario=x100,seed=42", "throughput[x100,42]", verdict: .warn, change: 123.4,
        unit: "msg/s"),
      Fixture.row("a", "r.csv", verdict: .pass, unit: "digest"),
    ]
    for width in [72, 80, 100] {
      for line in lines(rows, width: width) { #expect(line.count <= width, "\(line)") }
    }
  }
}
