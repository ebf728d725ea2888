internal import PerfArguments
internal import PerfJSON
internal import PerfModel
internal import PerfRun

/// Runs many comparisons and counts how they end.
struct SelftestComparisons {
  let options: SelftestComparisonOptions
  let common: SelftestOptions
  let session: Session

  /// What many comparisons of the same two programs brought.
  struct Counts {
    var outcomes: [ComparisonTrial.Outcome] = []
    var flagged = 0

    func count(_ verdicts: Verdict..., withinDetectable limit: Double = .infinity) -> Int {
      outcomes.count { verdicts.contains($0.verdict) && $0.detectable <= limit }
    }

    func total(withinDetectable limit: Double = .infinity) -> Int {
      outcomes.count { $0.detectable <= limit }
    }
  }

  /// Calls `body` while nothing else measures; with real programs it gets their folder.
  func measure<T>(
    _ body: (BurnFolder?) throws(Problems) -> T
  ) throws(Problems) -> T {
    guard !options.simulated else { return try body(nil) }
    if let sabotage = common.sabotage, sabotage != .interval {
      throw Problems([
        Problem(
          "selftest.real-sabotage",
          "--sabotage \(sabotage.rawValue) of real programs would show only on a bad day",
          hint: "add --simulated", verdict: .usage)
      ])
    }
    var settings = CommandRounds.Settings()
    settings.affinity = options.cpu
    return try session.whileMeasuring(takesLock: !options.noLock) { () throws(Problems) in
      try body(try BurnFolder(session, settings: settings))
    }
  }

  /// Compares two programs as often as asked, with seeds of this part of the test; `controls` adds
  /// the sequential control.
  func run(
    _ programs: some SelftestPrograms, label: String, part: UInt64, controls: Bool = false
  ) throws(Problems) -> Counts {
    let trial = ComparisonTrial(pairs: options.pairs, sabotage: common.sabotage)
    var counts = Counts()
    for index in 0..<options.comparisons {
      session.console.progress("\(label)  \(index) of \(options.comparisons) comparisons")
      let seed =
        common.seed &* 0x9E37_79B9_7F4A_7C15 &+ (part << 32 | UInt64(index))
        &* 0xD1B5_4A32_D192_ED03
      counts.outcomes.append(try trial.run(programs, seed: seed))
      if controls,
        ComparisonTrial.isFlagged(try programs.sequential(options.pairs, seed: seed))
      {
        counts.flagged += 1
      }
    }
    return counts
  }

  var settings: [(String, JSON)] {
    [
      ("comparisons", .integer(options.comparisons)), ("pairs", .integer(options.pairs)),
      ("simulated", .bool(options.simulated)),
    ]
  }

  /// Promises of counts are literal from 100 comparisons on; of fewer, a count must not contradict
  /// the rate.
  func atLeast(_ rate: Double) -> SelftestRate.Promise {
    options.comparisons >= 100 ? .atLeast(rate) : .notBelow(rate)
  }

  func atMost(_ rate: Double) -> SelftestRate.Promise {
    options.comparisons >= 100 ? .atMost(rate) : .notAbove(rate)
  }
}
