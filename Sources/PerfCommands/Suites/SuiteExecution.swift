internal import Glibc
internal import PerfBuild
internal import PerfCrypto
internal import PerfFiles
internal import PerfHistory
internal import PerfModel
internal import PerfRun

/// Builds the engines of a selection, runs its cases and makes the record.
struct SuiteExecution {
  let session: Session
  let plan: Plan
  let selection: SuiteSelection
  let options: SuiteOptions

  /// Runs everything; what went wrong with an engine or a case is in the record, not thrown.
  func run() throws(Problems) -> RunRecord {
    try session.createStateFolder()
    let sources = try session.sources(plan, ref: options.ref)
    var record = try emptyRecord(sources)
    do throws(Problems) {
      try execute(&record, sources)
    } catch {
      record.errors += error.all
    }
    record.errors += record.cases.compactMap(Self.problem)
    record.warnings += record.cases.compactMap(Self.warning)
    record.warnings += record.cases.compactMap(Session.uncounted)
    record.warnings += record.cases.flatMap { Self.loadWarnings(of: $0, in: record.id) }
    record.verdict = (record.cases.map(\.outcome.verdict) + record.errors.map(\.verdict)).worst
    return record
  }

  private static func warning(of entry: CaseRecord) -> Problem? {
    guard entry.outcome == .passed, entry.leftBehind > 0 else { return nil }
    let count = entry.leftBehind
    return Problem(
      "case.left-processes",
      "\(entry.name): a run ended and left \(count) process\(count == 1 ? "" : "es") running",
      hint: "they were killed; let the engine wait for what it starts", verdict: .warn)
  }

  private static func problem(of entry: CaseRecord) -> Problem? {
    guard entry.outcome != .passed, entry.outcome != .skipped else { return nil }
    return Problem(
      "case." + entry.outcome.rawValue, "\(entry.name): \(entry.reason ?? "")",
      verdict: entry.outcome.verdict)
  }

  private func emptyRecord(_ sources: Sources) throws(Problems) -> RunRecord {
    try attempt {
      var record = RunRecord(
        id: Self.newIdentifier(), command: session.command, project: plan.project,
        host: try HostReader.read(), revision: sources.revision, content: sources.source.content,
        toolchain: "none", configDigest: try session.configDigest(plan))
      record.narrowed = selection.narrowed
      record.arguments = options.arguments(session)
      record.variant = options.variant
      record.warnings = sources.warnings
      return record
    }
  }

  /// A new run's name: UTC time and eight hex digits, which are the nanoseconds of its second times
  /// four and two random bits, so that names sort by time.
  static func newIdentifier() -> String {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    let digits = String(UInt32(now.tv_nsec) << 2 | .random(in: 0..<4), radix: 16)
    return UTCTime(seconds: now.tv_sec).compactText + "-"
      + String(repeating: "0", count: 8 - digits.count) + digits
  }

  private func execute(_ record: inout RunRecord, _ sources: Sources) throws(Problems) {
    let counters = try session.counters(options.counters)
    let builds = try session.build(
      engines: selection.entries.map(\.suite.engine), of: plan, from: sources)
    record.engines = builds.map(\.record)
    record.toolchain = record.engines.toolchain
    let runners = runners(record, builds, sources, counters)
    let progress = RunProgress(
      console: session.console, total: runners.reduce(0) { $0 + $1.totalRuns })
    let measures = selection.entries.contains { [.bench, .stress].contains($0.suite.kind) }
    let run = { () throws(Problems) in
      try self.run(runners, progress, &record)
    }
    try session.whileMeasuring(takesLock: measures && !options.noLock, run)
  }

  private func run(
    _ runners: [SuiteRunner], _ progress: RunProgress, _ record: inout RunRecord
  ) throws(Problems) {
    try attempt(in: plan) {
      let scratch = try ScratchFolder(in: session.scratchParent, keeps: options.keepScratch)
      var order = 0
      if options.findsKnee {
        return try findKnees(runners, scratch, &record)
      }
      for runner in runners {
        record.cases += try runner.run(
          scratch: scratch, order: &order, index: record.cases.count, event: progress.receive)
        let last = record.cases.last?.outcome
        if last == .interrupted || options.failFast && last != .passed { break }
      }
      if options.keepScratch {
        session.console.say("scratch folders kept in \(scratch.path)/kept")
      }
    }
  }

  private func runners(
    _ record: RunRecord, _ builds: [EngineBuild], _ sources: Sources, _ counters: Counters
  ) -> [SuiteRunner] {
    let path = session.stateFolder + "/runs/" + record.id
    var overrides = SuiteRunner.Overrides()
    overrides.repeats = options.repeats
    overrides.timeout = options.timeout
    overrides.failFast = options.failFast
    overrides.counters = counters
    overrides.kill = options.kill
    return selection.entries.compactMap { entry in
      builds.first { $0.engine.name == entry.suite.engine }.map { build in
        session.runner(
          of: entry, in: plan, on: build, variant: options.variant, path: path,
          epoch: sources.epoch, overrides: overrides)
      }
    }
  }
}
