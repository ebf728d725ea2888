import PerfCompare
import PerfModel
import Testing

@Suite struct ObjectiveTests {
  private static func judge(
    _ values: [Double] = [90, 80], unit: String = "us", series: [[Double]] = [],
    absent: String? = nil
  ) -> ObjectiveJudge {
    var entry = CaseRecord(name: "c", suite: "s", seed: 1)
    entry.samples = [
      CaseRecord.Samples(
        metric: "latency_p99", unit: unit, better: .lower, comparison: .relative, gating: true,
        values: values)
    ]
    if let absent { entry.absent = [.init(metric: "latency_p999", reason: absent)] }
    return ObjectiveJudge(
      entry, series: series.map { .init(metric: "backlog", unit: "count", values: $0) })
  }

  @Test func theWorstRunDecides() {
    let met = Self.judge().judge("latency_p99 < 100us")
    #expect(met.verdict == .pass)
    #expect(met.value == 90)
    #expect(met.bound == 100)
    #expect(met.marginPercent == 10)
    let missed = Self.judge().judge("latency_p99 < 85us")
    #expect(missed.verdict == .fail)
    #expect(missed.marginPercent.map { $0 < 0 } == true)
    let floor = Self.judge().judge("latency_p99 > 85us")
    #expect(floor.verdict == .fail)
    #expect(floor.value == 80)
    #expect(Self.judge([5, 5, 4]).judge("latency_p99 = 5").verdict == .fail)
    #expect(Self.judge([5, 5]).judge("latency_p99 = 5").marginPercent == nil)
  }

  @Test func boundsAreScaledToTheMetricsUnit() {
    #expect(Self.judge().judge("latency_p99 < 0.1ms").bound == 100)
    #expect(Self.judge().judge("latency_p99 < 0.05ms").verdict == .fail)
    let other = Self.judge().judge("latency_p99 < 1MiB")
    #expect(other.verdict == .notComparable)
    #expect(other.note == "'latency_p99' is in 'us', not in 'MiB'")
  }

  @Test func everyRunCountsWhateverTheUnit() {
    let judge = Self.judge([1_000, 2_000])
    #expect(judge.judge("latency_p99 = 1ms").verdict == .fail)
    #expect(Self.judge([1_000, 1_000]).judge("latency_p99 = 1ms").verdict == .pass)
    var entry = CaseRecord(name: "c", suite: "s", seed: 1)
    entry.samples = Self.samples
    entry.absent = [.init(metric: "latency_p99", reason: "not estimable: 5 samples")]
    let some = ObjectiveJudge(entry, series: [])
    #expect(some.judge("latency_p99 < 100us").verdict == .inconclusive)
    #expect(some.judge("latency_p99 < 100us").note == "not in every run: not estimable: 5 samples")
    #expect(some.judge("latency_p99 < 85us").verdict == .fail)
  }

  private static var samples: [CaseRecord.Samples] {
    [
      CaseRecord.Samples(
        metric: "latency_p99", unit: "us", better: .lower, comparison: .relative, gating: true,
        values: [90, 80])
    ]
  }

  @Test func whatIsNotThereIsNotMet() {
    let unknown = Self.judge().judge("latency_p98 < 1s")
    #expect(unknown.verdict == .missing)
    #expect(unknown.note == "there is no metric 'latency_p98'; did you mean 'latency_p99'?")
    let absent = Self.judge(absent: "not estimable: 5 samples").judge("latency_p999 < 1s")
    #expect(absent.verdict == .inconclusive)
    #expect(absent.note == "not estimable: 5 samples")
    #expect(Self.judge([]).judge("latency_p99 < 1s").verdict == .missing)
    #expect(Self.judge().judge("no objective").verdict == .missing)
  }

  @Test func windowsCountInARow() {
    func verdict(_ text: String, _ series: [Double]...) -> Verdict {
      Self.judge(series: series).judge(text).verdict
    }
    let text = "backlog < 200 for 3 windows"
    #expect(verdict(text, [0, 300, 300, 0, 300]) == .pass)
    #expect(verdict(text, [0, 300, 259, 300, 0]) == .fail)
    #expect(Self.judge(series: [[0, 300, 259, 300, 0]]).judge(text).value == 259)
    #expect(verdict(text, [0, 0, 0], [300, 300, 300]) == .fail)
    #expect(verdict(text, [0, 0]) == .inconclusive)
    #expect(verdict("backlog < 200", [0, 300, 0]) == .fail)
    #expect(verdict("backlog < 301", [0, 300, 0]) == .pass)
    #expect(verdict("backlog > 5 for 2 windows", [9, 1, 9, 1]) == .pass)
    #expect(verdict("backlog > 5 for 2 windows", [9, 1, 1, 9]) == .fail)
    #expect(verdict("backlog = 0 for 2 windows", [0, 3, 0, 3]) == .pass)
    #expect(verdict("backlog = 0 for 2 windows", [0, 3, 4, 0]) == .fail)
    #expect(verdict("latency_p99 < 5s for 2 windows", [1]) == .missing)
  }

  @Test func rulesConclude() {
    func conclude(_ when: String) -> (say: String?, unknown: [String]) {
      let (conclusion, unknown) = Self.judge(series: [[1, 2]]).conclude(
        .init(when: when, say: "so"))
      return (conclusion?.say, unknown)
    }
    #expect(conclude("latency_p99 > 50us and backlog < 3").say == "so")
    #expect(conclude("latency_p99 > 95us").say == nil)
    #expect(conclude("latency_p99 > 95us or backlog < 3").say == "so")
    #expect(conclude("orders > 1").unknown == ["orders"])
    #expect(conclude("latency_p99 > 1MiB").unknown == ["latency_p99"])
  }
}
