internal import PerfCompare
internal import PerfFiles
internal import PerfJSON
internal import PerfModel
internal import PerfProcess
internal import PerfReport
internal import PerfResults
internal import PerfRun

/// What `perfkit ab` does: sample, look, confirm, report.
struct ABCommand {
  let options: AB
  let session: Session

  /// One batch of pairs with what the rule says of it.
  struct Batch {
    var seed: UInt64
    var sampler: PairedSampler
    var outcome: PairedOutcome?
  }

  func perform() throws(Problems) -> CommandResult {
    let base = try command(options.base)
    let head = try command(options.head)
    let started = ContinuousClock.now
    let batches = try session.whileMeasuring(takesLock: !options.measuring.noLock) {
      () throws(Problems) -> [Batch] in
      try attempt { try self.batches(base, head, started: started) }
    }
    return try conclude(batches)
  }

  private func command(_ text: String) throws(Problems) -> MeasuredCommand {
    try options.measuring.command(named: text, words: try options.measuring.words(text))
  }

  /// The first batch and, where it is a fail candidate, the second one (rule 7).
  private func batches(
    _ base: MeasuredCommand, _ head: MeasuredCommand, started: ContinuousClock.Instant
  ) throws -> [Batch] {
    let mayGoOn = {
      options.measuring.budget.map { ContinuousClock.now - started <= $0 } ?? true
    }
    var batches = [try batch(base, head, seed: options.measuring.seed, label: "", mayGoOn)]
    if batches[0].outcome?.decision == .verdict(.fail), mayGoOn() {
      let seed = options.measuring.seed ^ 0x5DEE_CE66_D1CE_CAFE
      batches.append(try batch(base, head, seed: seed, label: "confirming  ", mayGoOn))
    }
    return batches
  }

  private func batch(
    _ base: MeasuredCommand, _ head: MeasuredCommand, seed: UInt64, label: String,
    _ mayGoOn: () -> Bool
  ) throws -> Batch {
    var settings = options.measuring.settings
    settings.seed = seed
    var sampler = PairedSampler(
      base: base, head: head, settings: settings, environment: session.environmentEntries,
      folder: Path.current)
    try sampler.warmUp(options.warmup)
    var target = rule.looks[0]
    while sampler.failure == nil {
      let shown = sampler.pairs
      session.console.progress("\(label)\(shown) pairs, looking at \(target)")
      try sampler.sample(upTo: target, mayGoOn: mayGoOn, tick: { _ in })
      guard sampler.failure == nil else { break }
      let isOver = sampler.pairs < target
      let outcome = rule.judge([row(sampler)], isOver: isOver)[0]
      guard case .more(let pairs) = outcome.decision, !isOver else {
        return Batch(seed: seed, sampler: sampler, outcome: outcome)
      }
      target = pairs
    }
    return Batch(seed: seed, sampler: sampler, outcome: nil)
  }

  private var rule: PairedRule {
    PairedRule(
      looks: options.pairs.map { [$0] } ?? PairedRule.standardLooks, familySize: 1,
      mayRaise: options.pairs == nil)
  }

  private func row(_ sampler: PairedSampler) -> PairedRow {
    func values(_ side: PairedSampler.Side) -> [Double] {
      sampler.samples(of: side).first { $0.metric == "wall_time" }?.values ?? []
    }
    return PairedRow(
      base: values(.base), head: values(.head), better: .lower,
      warn: .relative(options.warn.fraction), fail: .relative(options.fail.fraction))
  }

  private func conclude(_ batches: [Batch]) throws(Problems) -> CommandResult {
    for batch in batches {
      if let failure = batch.sampler.failure { throw Problems([problem(of: failure)]) }
    }
    guard let first = batches.first?.outcome, let last = batches.last else {
      throw Problems([Problem("ab.nothing", "no pair was measured", verdict: .missing)])
    }
    let outcome = PairedRule.confirmed(first, by: batches.count > 1 ? last.outcome : nil)
    let comparison = PairedComparison(
      base: options.base, head: options.head, sampler: last.sampler, outcome: outcome
    ).comparison
    var verdict = comparison.verdict
    if verdict == .warn, session.options.strict { verdict = .fail }
    session.console.result(
      PairedReport(style: session.console.style, width: session.console.width)
        .lines(comparison))
    let exit = CommandResult(verdict).exit
    let document = PairedDocument(
      options: options, rule: rule, batches: batches, comparison: comparison, verdict: verdict,
      exit: exit
    ).json
    return CommandResult(verdict, document: document)
  }

  /// A base that does not run is missing evidence, a head that does not is wrong.
  private func problem(of failure: PairedSampler.Failure) -> Problem {
    let name = failure.side == .base ? options.base : options.head
    let isInterrupted = failure.outcome == .interrupted
    return Problem(
      "ab." + failure.outcome.rawValue, "\(failure.side.rawValue) '\(name)': \(failure.reason)",
      hint: failure.outcome == .failed ? "--ignore-failure lets commands end with any status" : nil,
      verdict: isInterrupted ? .interrupted : (failure.side == .base ? .missing : .incorrect))
  }
}
