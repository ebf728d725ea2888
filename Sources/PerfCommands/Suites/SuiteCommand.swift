internal import PerfHistory
internal import PerfModel
internal import PerfReport
internal import PerfResults

/// What `smoke` and its sisters do: select, build, run, compare, record, report.
struct SuiteCommand {
  let kind: Suite.Kind
  let options: SuiteOptions

  func run(_ session: Session) throws(Problems) -> CommandResult {
    let started = ContinuousClock.now
    let plan = try session.plan()
    let selection = try SuiteSelection(options, kind: kind, plan: plan)
    let record = try Self.record(session, plan, selection, options, compares: true)
    let report = RunReport(style: session.console.style, width: session.console.width)
    session.console.result(report.cases(record))
    if kind == .bench {
      let bench = BenchReport(
        style: session.console.style, width: session.console.width,
        showsAll: session.options.verbose)
      session.console.result(bench.lines(record))
    }
    let stress = StressReport(style: session.console.style, width: session.console.width)
    session.console.result(
      stress.loads(record) + stress.links(record) + stress.outages(record)
        + stress.drills(record) + stress.judgements(record) + stress.knees(record))
    if let comparison = record.comparison {
      let table = ComparisonReport(
        style: session.console.style, width: session.console.width,
        showsAll: session.options.verbose)
      session.console.result(
        ["", "against baseline \(comparison.base):"] + table.lines(comparison))
    }
    Self.explain(record, session)
    let seconds = (ContinuousClock.now - started).inSeconds
    session.console.result(["", report.summary(record, seconds: seconds)])
    if kind == .stress {
      session.console.say("with figures: perfkit report \(record.id) --output report.html")
    }
    var result = CommandResult(
      record.verdict, document: PlainPaths(session).clean(record).json, errors: record.errors)
    result.explained = true
    return result
  }

  /// Runs a selection and stores its record.
  static func record(
    _ session: Session, _ plan: Plan, _ selection: SuiteSelection, _ options: SuiteOptions,
    compares: Bool
  ) throws(Problems) -> RunRecord {
    var record = try SuiteExecution(
      session: session, plan: plan, selection: selection, options: options
    ).run()
    if record.verdict != .interrupted {
      ObjectiveJudging(session: session, plan: plan, selection: selection).judge(&record)
    }
    if compares, !options.findsKnee, record.verdict != .interrupted {
      try StoredComparison(
        session: session, plan: plan, selection: selection, options: options,
        reader: BaselineReader(session: session, plan: plan, ref: options.baselineRef)
      ).judge(&record)
    }
    if compares, record.verdict != .interrupted {
      let cases = record.cases.filter { $0.outcome == .passed }.map {
        ($0.suite, $0.name, known: $0.samples.map(\.metric) + $0.digests.map(\.name))
      }
      record.warnings += RuleNames(plan: plan, cases: cases).warnings(today: session.now.day)
      record.verdict = ([record.verdict] + record.warnings.map { _ in .warn }).worst
      if record.verdict == .warn, session.options.strict { record.verdict = .fail }
    }
    record.exit = CommandResult(record.verdict).exit
    try attempt {
      try RunStore(folder: session.stateFolder + "/runs").save(PlainPaths(session).clean(record))
    }
    if selection.entries.contains(where: { $0.suite.kind == .stress }) {
      try RunSummary(record: record).write(in: session.stateFolder + "/runs/" + record.id)
    }
    return record
  }

  /// Tells every error and warning.
  private static func explain(_ record: RunRecord, _ session: Session) {
    let text = ProblemText(style: session.console.errorStyle)
    for problem in record.errors {
      let isEngines = problem.verdict != .usage && problem.verdict != .refused
      session.console.complain(
        text.text(of: problem, label: isEngines ? problem.verdict.rawValue : "error"))
    }
    for problem in record.warnings {
      session.console.complain(text.text(of: problem, label: "warning"))
    }
  }
}
