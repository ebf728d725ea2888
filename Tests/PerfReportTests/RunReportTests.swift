import PerfModel
import PerfReport
import Testing

@Suite struct RunReportTests {
  private func report(_ width: Int = 80) -> RunReport {
    RunReport(style: Style(isOn: false), width: width)
  }

  @Test func aCaseIsOneLine() {
    #expect(
      report().cases(Fixture.run([Fixture.entry("quick")])) == [
        "  case   runs      wall     throughput     memory  digest",
        "  quick   3/3  500.0 ms  1.235 M msg/s  12.00 MiB  01234567",
      ])
  }

  @Test func failedRunsAndOutcomesShow() {
    var failed = Fixture.entry("quick")
    failed.runs[2].outcome = .timedOut
    failed.outcome = .timedOut
    failed.digests = []
    let lines = report().cases(Fixture.run([failed, Fixture.entry("other")]))
    #expect(lines.first?.hasSuffix("digest    outcome") == true)
    #expect(lines.contains { $0.contains("2/3") && $0.hasSuffix("timed-out") })
  }

  @Test func noLineIsWiderThanTheTerminal() {
    var long = Fixture.entry(
      "stress/scenario=baseline,queue=ring,threads=16,seed=18446744073709551615")
    long.outcome = .nondeterministic
    let run = Fixture.run([Fixture.entry("quick"), long])
    for width in [64, 72, 80, 100, 120] {
      for line in report(width).cases(run) { #expect(line.count <= width, "\(line)") }
    }
    #expect(report(80).cases(run)[2].contains("stress/"))
  }

  @Test func differentHeadlinesShareAColumn() {
    var other = Fixture.entry("other")
    other.samples[2].metric = "latency"
    let lines = report().cases(Fixture.run([Fixture.entry("quick"), other]))
    #expect(lines[0].contains("result") && !lines[0].contains("throughput"))
    #expect(report().cases(Fixture.run([])).isEmpty)
  }

  @Test func theSummarySaysWhatWasDone() {
    var run = Fixture.run([Fixture.entry("a"), Fixture.entry("b")])
    #expect(
      report().summary(run, seconds: 12.34)
        == "pass  6 runs, 2 digests, no baseline compared  (12.3 s, exit 0)")
    run.comparison = Fixture.comparison([])
    run.warnings = [Problem("w", "w")]
    run.verdict = .warn
    #expect(
      report().summary(run, seconds: 1)
        == "warn  6 runs, 2 digests, compared with baseline main, 1 warning  (1.0 s, exit 0)")
    var one = Fixture.run([Fixture.entry("a", runs: 1)])
    one.cases[0].digests = []
    one.verdict = .missing
    one.exit = 3
    #expect(report().summary(one, seconds: 0) == "missing  1 run  (0.0 s, exit 3)")
  }

  @Test func verdictsHaveTheirColour() {
    let report = RunReport(style: Style(isOn: true), width: 80)
    #expect(report.verdict(.pass) == "\u{1B}[32mpass\u{1B}[0m")
    #expect(report.verdict(.inconclusive) == "\u{1B}[33minconclusive\u{1B}[0m")
    #expect(report.verdict(.incorrect) == "\u{1B}[1;31mincorrect\u{1B}[0m")
  }
}
