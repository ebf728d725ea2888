import PerfCompare
import PerfModel
import Testing

/// Objectives on slopes: the interval of every run decides, not its estimate.
@Suite struct SlopeTests {
  private typealias Slope = (low: Double, middle: Double, high: Double)

  private static func judge(
    _ text: String, _ slopes: Slope..., key: String = "", unit: String = "B/s",
    absent: String? = nil
  ) -> CaseRecord.Objective {
    judge(of: slopes, key: key, unit: unit, absent: absent).judge(text)
  }

  private static func judge(
    of slopes: [Slope], key: String = "", unit: String = "B/s", absent: String? = nil
  ) -> ObjectiveJudge {
    var entry = CaseRecord(name: "c", suite: "s", seed: 1)
    for (suffix, values) in [
      ("_slope", slopes.map(\.middle)), ("_slope_low", slopes.map(\.low)),
      ("_slope_high", slopes.map(\.high)),
    ] {
      entry.samples.append(
        CaseRecord.Samples(
          metric: "memory" + suffix + key, unit: unit, better: .lower, comparison: .info,
          gating: false, values: values))
    }
    entry.runs = slopes.indices.map {
      .init(
        index: $0, order: $0, startedNanoseconds: 0, outcome: .passed, exit: 0, signal: nil,
        output: "")
    }
    if let absent { entry.absent = [.init(metric: "memory_slope", reason: absent)] }
    return ObjectiveJudge(entry, series: [])
  }

  @Test func anIntervalWithinTheBoundPasses() {
    let met = Self.judge("memory_slope < 1KiB/s", (100, 400, 1000))
    #expect(met.verdict == .pass)
    #expect(met.value == 400 && met.bound == 1024)
    #expect(met.note == "95 % interval 100 to 1000 B/s")
    #expect(Self.judge("memory_slope <= 0", (0, 0, 0)).verdict == .pass)
    #expect(Self.judge("memory_slope <= 0", (-3, -1, 0)).verdict == .pass)
    #expect(Self.judge("memory_slope = 0", (0, 0, 0)).verdict == .pass)
    #expect(Self.judge("memory_slope >= 5", (5, 6, 7)).verdict == .pass)
  }

  @Test func anIntervalThatReachesBeyondTheBoundShowsNothing() {
    let open = Self.judge("memory_slope < 1KiB/s", (-200, 400, 2345.6))
    #expect(open.verdict == .inconclusive)
    #expect(open.value == 400)
    #expect(
      open.note
        == "95 % interval -200 to 2346 B/s reaches beyond 1024 B/s: a longer 'duration' narrows it"
    )
    #expect(Self.judge("memory_slope <= 0", (-3, -1, 0.25)).verdict == .inconclusive)
    #expect(Self.judge("memory_slope < 0", (-3, -1, 0)).verdict == .inconclusive)
    #expect(Self.judge("memory_slope <= 1000", (500, 2000, 3000)).verdict == .inconclusive)
    #expect(Self.judge("memory_slope = 0", (-1, 0, 1)).verdict == .inconclusive)
    #expect(Self.judge("memory_slope > 5", (4, 6, 7)).verdict == .inconclusive)
  }

  @Test func anIntervalBeyondTheBoundIsALeak() {
    let leak = Self.judge("memory_slope < 1KiB/s", (1024, 1500, 2000))
    #expect(leak.verdict == .fail)
    #expect(leak.note == "leak: 95 % interval 1024 to 2000 B/s")
    #expect(Self.judge("memory_slope <= 1KiB/s", (1024, 1500, 2000)).verdict == .inconclusive)
    let falls = Self.judge("memory_slope > 5", (-9, -8, -7))
    #expect(falls.verdict == .fail)
    #expect(falls.note == "95 % interval -9 to -7 B/s")
    #expect(Self.judge("memory_slope = 0", (1, 2, 3)).verdict == .fail)
  }

  @Test func everyRunIsWeighed() {
    // The run with the greatest estimate excludes the bound, another one does not.
    let wide = Self.judge("memory_slope <= 10", (5, 9, 9.5), (-20, 1, 40))
    #expect(wide.verdict == .inconclusive)
    #expect(wide.value == 1)
    #expect(wide.note?.hasPrefix("run 1: 95 % interval -20 to 40 B/s reaches") == true)
    // A leak that is shown counts, whatever a noisier run with a greater estimate says.
    let leak = Self.judge("memory_slope <= 10", (-50, 60, 90), (15, 20, 25), (0, 0, 0))
    #expect(leak.verdict == .fail)
    #expect(leak.value == 20)
    #expect(leak.note == "leak: run 1: 95 % interval 15 to 25 B/s")
    let some = Self.judge("memory_slope <= 10", (0, 0, 0), absent: "9 readings, 10 are needed")
    #expect(some.verdict == .inconclusive)
    #expect(some.note == "not in every run: 9 readings, 10 are needed")
  }

  @Test func rulesConcludeFromWholeIntervals() {
    func concludes(_ slopes: Slope...) -> Bool {
      Self.judge(of: slopes).conclude(.init(when: "memory_slope > 10", say: "it leaks"))
        .conclusion != nil
    }
    #expect(concludes((12, 15, 18)))
    #expect(!concludes((-5, 15, 35)))
    #expect(!concludes((12, 15, 18), (-5, 15, 35)))
  }

  @Test func slopesOfKeysAndOtherSlopes() {
    #expect(Self.judge("memory_slope[a] < 9", (1, 2, 10), key: "[a]").verdict == .inconclusive)
    var entry = CaseRecord(name: "c", suite: "s", seed: 1)
    entry.samples = [
      CaseRecord.Samples(
        metric: "ski_slope", unit: "%", better: .lower, comparison: .info, gating: false,
        values: [5])
    ]
    // Without an interval there is the estimate only.
    #expect(ObjectiveJudge(entry, series: []).judge("ski_slope < 9%").verdict == .pass)
  }
}
