internal import Glibc
internal import PerfCompare
internal import PerfFiles
internal import PerfModel
internal import PerfRun
internal import PerfStatistics

/// perfkit compared with itself: one program, two names, no change to be found.
///
/// The program is `selftest-burn`, which perfkit's executable holds: a real child process that does
/// a fixed amount of work, so the whole way from start to end is measured as `perfkit ab` does.
struct SelfComparison {
  let session: Session
  let cpu: Int?

  private static let pairs = 40
  private static let shown = [10, 20, 40]
  /// Fewer say nothing of 40.
  private static let leastPairs = 10
  private static let budget: Duration = .seconds(4)
  private static let target = 0.015

  /// What it lets one see, or nothing if the machine is too slow to tell in a few seconds.
  func effects() throws(Problems) -> DetectableEffects {
    // Names the file behind this process even if another one has taken its place since.
    let program = MeasuredCommand(
      name: "perfkit",
      words: ["/proc/\(getpid())/exe", BurnProgram.word, String(Self.steps())])
    var settings = CommandRounds.Settings()
    settings.affinity = cpu
    var sampler = PairedSampler(
      base: program, head: program, settings: settings, environment: session.environmentEntries,
      folder: Path.current)
    try attempt { try sampler.warmUp(1) }
    let started = ContinuousClock.now
    while sampler.pairs < Self.pairs, sampler.failure == nil,
      ContinuousClock.now - started < Self.budget
    {
      session.console.progress("comparing perfkit with itself, \(sampler.pairs) pairs")
      try attempt {
        try sampler.sample(upTo: sampler.pairs + 1, mayGoOn: { true }, tick: { _ in })
      }
    }
    if let failure = sampler.failure { throw Self.problem(failure) }
    return Self.effects(sampler.taking)
  }

  private static func effects(_ taking: PairedTaking) -> DetectableEffects {
    guard taking.pairs >= leastPairs else {
      return DetectableEffects(pairs: taking.pairs, metrics: [])
    }
    let rule = PairedRule(looks: [taking.pairs], familySize: 1, mayRaise: false)
    let metrics = ["wall_time", "user_time"].compactMap { name -> DetectableEffects.Metric? in
      guard let base = taking.base.first(where: { $0.metric == name }),
        let head = taking.head.first(where: { $0.metric == name }),
        let estimate = rule.judge(
          [PairedRow(base: base.values, head: head.values, better: .lower)], isOver: true
        ).first?.estimate
      else { return nil }
      func effect(_ pairs: Int) -> Double {
        rule.detectableEffect(ofPairs: pairs, asNoisyAs: estimate)
      }
      return DetectableEffects.Metric(
        name: name, unit: base.unit, median: median((base.values + head.values).span),
        changePercent: estimate.changePercent,
        effects: shown.map { DetectableEffects.Effect(pairs: $0, fraction: effect($0)) },
        pairsForTenPercent: (6..<1000).first { effect($0) <= 0.1 })
    }
    return DetectableEffects(pairs: taking.pairs, metrics: metrics)
  }

  /// Steps that take about the target, from the fastest of some short runs in this process.
  private static func steps() -> Int {
    let few = 200_000
    let fastest = (0..<5).map { _ in
      let started = ContinuousClock.now
      return BurnProgram.burn(few) ? (ContinuousClock.now - started).inSeconds : .infinity
    }.min()
    return max(few, Int(Double(few) * target / max(fastest ?? target, 1e-6)))
  }

  private static func problem(_ failure: PairedRecord.Failure) -> Problems {
    guard failure.outcome != .interrupted else { return Examination.interrupted }
    return Problems([
      Problem(
        "doctor.program", "perfkit's own program \(failure.reason)",
        hint: "`perfkit doctor --quick` leaves the comparison out")
    ])
  }
}
