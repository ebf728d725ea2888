internal import PerfCrypto
internal import PerfFiles
internal import PerfModel
internal import PerfProcess
internal import PerfResults

/// Runs one case: warm-up, repeats, results, agreement.
struct CaseRunner {
  let context: SuiteRunner
  let planned: PlannedCase
  let index: Int

  private var settings: CaseSettings { planned.declaration.settings }
  private var single: ScratchRun { ScratchRun(context: context, planned: planned, index: index) }

  /// Runs the case to its end or to its first failure.
  func run(
    scratch: borrowing ScratchFolder, order: inout Int, event: (RunEvent) -> Void
  ) throws(RunError) -> CaseRecord {
    var record = CaseRecord(name: planned.name, suite: planned.suite, seed: planned.seed)
    var collector = SampleCollector(
      hasTables: !planned.declaration.results.isEmpty || planned.declaration.load != nil
        || planned.declaration.drill != nil)
    var repeats: [[CaseResults.Entry]] = []
    let count = context.repeats(of: planned)
    let perturbation = Set(settings.perturb ?? (context.suite.kind == .smoke ? [.hash] : []))
    for warmup in 0..<(settings.warmup ?? 0) {
      let attempt = try single.perform(
        run: 0, output: "warmup-\(warmup)", scratch: scratch, tick: { event(.tick(elapsed: $0)) })
      guard attempt.outcome == .passed else {
        record.outcome = attempt.outcome
        record.reason = "warm-up \(warmup): " + attempt.reason
        return record
      }
    }
    for run in 0..<count {
      event(.started(caseName: planned.name, run: run, of: count, done: order))
      let isLast = run == count - 1 && count > 1
      let attempt = try single.perform(
        run: run, output: String(run), perturbed: isLast ? perturbation : [], scratch: scratch,
        tick: { event(.tick(elapsed: $0)) }, step: { event(.step(number: $0, of: $1)) })
      record.runs.append(attempt.run(index: run, order: order))
      order += 1
      record.inputs = attempt.inputs
      record.leftBehind = max(record.leftBehind, attempt.leftBehind)
      guard attempt.outcome == .passed else {
        record.outcome = attempt.outcome
        record.reason = "run \(run): " + attempt.reason
        break
      }
      if let usage = attempt.usage { collector.add(usage) }
      collector.add(attempt.entries)
      record.tables += attempt.tables
      record.files += attempt.files
      record.absent.take(attempt.absent)
      repeats.append(attempt.entries)
    }
    record.samples = collector.all
    if record.outcome == .passed { try countInstructions(&record, scratch: scratch, event: event) }
    record.digests = (repeats.first ?? []).map(\.digestRecord)
    let agreement = RepeatAgreement(
      repeats: repeats, lastIsPerturbed: perturbation.contains(.hash) && count > 1)
    if record.outcome == .passed, let difference = agreement.difference() {
      record.outcome = .nondeterministic
      let shown = context.folder.folder(ofCase: index, named: planned.name, run: 0)
      record.reason =
        difference + "\nfull output: \(context.shownFolder)/\(Path.folder(of: shown))/"
    }
    return record
  }

  /// Counts instructions in one more run, if callgrind is to; only an interruption ends the case.
  private func countInstructions(
    _ record: inout CaseRecord, scratch: borrowing ScratchFolder, event: (RunEvent) -> Void
  ) throws(RunError) {
    guard
      let (attempt, count) = try single.count(
        scratch: scratch, tick: { event(.tick(elapsed: $0)) })
    else { return }
    if attempt.outcome == .interrupted {
      record.outcome = attempt.outcome
      record.reason = attempt.reason
      return
    }
    switch count {
    case .success(let count):
      record.samples.append(.instructions([Double(count)], source: .callgrind))
    case .failure(let reason): record.uncounted = reason.sentence
    }
  }
}
