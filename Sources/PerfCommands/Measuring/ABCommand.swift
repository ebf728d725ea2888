internal import PerfCompare
internal import PerfFiles
internal import PerfJSON
internal import PerfModel
internal import PerfReport
internal import PerfResults
internal import PerfRun

/// What `perfkit ab` does: build, sample, look, confirm, report.
struct ABCommand {
  let options: AB
  let session: Session

  func perform() throws(Problems) -> CommandResult {
    let conclusion = PairedConclusion(session: session)
    guard options.form != .commands else { return try conclusion.conclude(try compareCommands()) }
    let plan = try session.plan()
    let folder = session.stateFolder + "/runs/" + SuiteExecution.newIdentifier()
    let record = try PairedSuites(
      request: try options.request(plan), session: session, plan: plan, folder: folder
    ).compare()
    return try conclusion.conclude(record, keptIn: folder)
  }

  private func compareCommands() throws(Problems) -> PairedRecord {
    let (base, head) = (options.base ?? "", options.head ?? "")
    var record = PairedRecord(
      base: PairedRecord.Subject(name: base), head: PairedRecord.Subject(name: head),
      host: try attempt { try HostReader.read() },
      looks: options.pairs.map { [$0] } ?? PairedRule.standardLooks,
      policy: options.policy())
    record.looksAreFixed = options.pairs != nil
    record.strict = session.options.strict
    record.cases = [PairedRecord.Case(suite: "ab", name: head)]
    let source = CommandPairs(
      base: try command(base), head: try command(head),
      settings: try options.measuring.settings(session),
      warmup: options.warmup ?? 1, session: session)
    var execution = PairedExecution(
      source, record: record, schemas: [], today: session.now.day)
    return try session.whileMeasuring(takesLock: !options.measuring.noLock) {
      () throws(Problems) in
      try execution.run(
        seed: options.measuring.seed, mayGoOn: options.measuring.deadline(options.measuring.budget))
    }
  }

  private func command(_ text: String) throws(Problems) -> MeasuredCommand {
    try options.measuring.command(named: text, words: try options.measuring.words(text))
  }
}

extension AB {
  /// A policy with the limits of the command line.
  func policy(_ declared: Policy = Policy()) -> Policy {
    var policy = declared
    if let warn { policy.warn = warn.fraction }
    if let fail { policy.fail = fail.fraction }
    return policy
  }
}

extension MeasuringOptions {
  /// Whether there is time left of a budget that starts now.
  func deadline(_ budget: Duration?) -> () -> Bool {
    let started = ContinuousClock.now
    return { budget.map { ContinuousClock.now - started <= $0 } ?? true }
  }
}
