import PerfModel
import PerfReport
import Testing

@Suite struct BenchReportTests {
  private func lines(
    _ samples: [CaseRecord.Samples], width: Int = 80, showsAll: Bool = false
  ) -> [String] {
    var entry = Fixture.entry("quick")
    entry.samples = samples
    return BenchReport(style: Style(isOn: false), width: width, showsAll: showsAll)
      .lines(Fixture.run([entry]))
  }

  private let ten = [1.0, 1.1, 0.9, 1, 1, 1.2, 1, 0.8, 1, 1]

  @Test func mediansStandWithTheirIntervals() {
    #expect(
      lines([Fixture.samples("latency", ten, unit: "ms", gating: true)]) == [
        "", "  metric       median      95 % interval          min … max  runs", "  quick",
        "    latency  1.000 ms  -10.0 % … +10.0 %  -20.0 % … +20.0 %    10",
      ])
  }

  @Test func fewRunsHaveNoInterval() {
    let few = lines([Fixture.samples("latency", [1, 2, 3], unit: "ms", gating: true)])
    #expect(few.last == "    latency  2.000 ms  -50.0 % … +50.0 %     3")
    #expect(lines([Fixture.samples("latency", [1], unit: "ms", gating: true)]).isEmpty)
  }

  @Test func whatDoesNotDecideIsShownOnRequest() {
    let samples = [Fixture.samples("user_time", ten, unit: "s")]
    #expect(lines(samples).isEmpty)
    #expect(lines(samples, showsAll: true).count == 4)
  }

  @Test func narrowTerminalsLoseTheExtremes() {
    let narrow = lines([Fixture.samples("latency", ten, unit: "ms", gating: true)], width: 50)
    #expect(narrow.allSatisfy { $0.count <= 50 && !$0.contains("min") })
  }
}
