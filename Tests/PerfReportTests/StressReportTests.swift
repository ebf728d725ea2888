import PerfModel
import PerfReport
import Testing

@Suite struct StressReportTests {
  private let report = StressReport(style: Style(isOn: false), width: 100)

  private func loaded() -> CaseRecord {
    var entry = Fixture.entry("load")
    entry.tables = [.init(schema: "stress-scenario/1", file: "f", sha256: "00")]
    entry.samples = [
      Fixture.samples("offered", [200], unit: "count"), Fixture.samples("lost", [0], unit: "count"),
      Fixture.samples("throughput", [199.5], unit: "msg/s"),
      Fixture.samples("latency_p50", [48.5], unit: "us"),
      Fixture.samples("service_p99", [50], unit: "us"),
    ]
    entry.absent = [.init(metric: "latency_p99", reason: "not estimable: 200 samples")]
    return entry
  }

  @Test func aLoadIsOneRow() {
    let lines = report.loads(Fixture.run([loaded(), Fixture.entry("plain")]))
    #expect(lines.count == 3)
    #expect(lines[1].contains("service p99"))
    #expect(lines[2].contains("load") && lines[2].contains("199.5 msg/s"))
    #expect(lines[2].contains("48.50 us") && lines[2].contains("not estimable"))
    #expect(report.loads(Fixture.run([Fixture.entry("plain")])).isEmpty)
  }

  @Test func whatIsKnownOfLostOperationsAndOfErrorsIsShown() {
    var entry = loaded()
    entry.absent[0].atLeast = .init(value: 1_250_000, unit: "us")
    #expect(report.loads(Fixture.run([entry]))[2].contains("≥ 1.250 s"))
    #expect(!report.loads(Fixture.run([entry]))[1].contains("failed"))
    entry.samples.append(Fixture.samples("failed", [3], unit: "count"))
    #expect(report.loads(Fixture.run([entry]))[1].contains("failed"))
  }

  @Test func theMedianIsOfAllRunsOrNotSaid() {
    var entry = loaded()
    entry.runs.append(entry.runs[0])
    entry.samples.append(Fixture.samples("latency_max", [10], unit: "us"))
    entry.absent.append(.init(metric: "latency_max", reason: "1 of 200 operations"))
    entry.absent[1].atLeast = .init(value: 5_000_000, unit: "us")
    #expect(report.loads(Fixture.run([entry]))[2].contains("≥ 5.000 s"))
    #expect(!report.loads(Fixture.run([entry]))[2].contains("10.00 us"))
  }

  @Test func objectivesStandWithTheirMargins() {
    var entry = loaded()
    var met = CaseRecord.Objective(text: "a < 5us", verdict: .pass, unit: "us")
    (met.value, met.marginPercent) = (4, 20)
    var missed = CaseRecord.Objective(text: "lost = 0", verdict: .fail, unit: "count")
    missed.value = 3
    entry.objectives = [
      met, missed, .init(text: "b < 5", verdict: .missing, note: "there is no metric 'b'"),
    ]
    entry.conclusions = [.init(when: "a < 5us", say: "it is fast")]
    #expect(
      report.judgements(Fixture.run([entry])) == [
        "", "load", "  met     a < 5us: 4.000 us, margin +20.0 %", "  missed  lost = 0: 3",
        "  missing  b < 5: there is no metric 'b'", "  it is fast  (a < 5us)",
      ])
    #expect(report.judgements(Fixture.run([Fixture.entry("plain")])).isEmpty)
  }
}
