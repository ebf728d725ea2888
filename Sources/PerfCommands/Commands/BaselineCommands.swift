internal import PerfArguments
internal import PerfHistory
internal import PerfJSON
internal import PerfModel
internal import PerfReport
internal import PerfResults

/// `perfkit baseline record`: a new baseline, or one more session of an existing one.
struct BaselineRecord: RunnableCommand {
  var baseline = ""
  var suites: [String] = []
  var run: String?
  var addSession = false

  static let name = "record"
  static let summary = "Store the newest run as a new named baseline."
  static let discussion = """
    Takes the newest complete run of these sources and this configuration, or runs the suites \
    first if there is none. Refuses a name that exists: `accept` replaces, --add-session adds \
    the timing of another session.
    """
  static let examples = [
    Example("perfkit baseline record main", "then commit release/baselines/main")
  ]
  static let parameters: [Parameter<BaselineRecord>] = [
    .positional("NAME", help: "The baseline's name.", \.baseline),
    .repeated("--suite", value: "NAME", help: "Only this suite; repeatable.", \.suites),
    .option("--run", value: "ID", help: "Take this run below .perfkit/runs.", \.run),
    .flag("--add-session", help: "Add the run's timing as another session.", \.addSession),
  ]
  static let exitCodes = [0, 1, 3, 4, 6, 64]

  func run(_ session: Session) throws(Problems) -> CommandResult {
    try BaselineChange(
      session: session, name: baseline, suites: suites, runID: run,
      kind: addSession ? .session : .record
    ).perform()
  }
}

/// `perfkit baseline accept`: replaces a baseline, with a reason.
struct BaselineAccept: RunnableCommand {
  var baseline = ""
  var reason = ""
  var suites: [String] = []
  var run: String?

  static let name = "accept"
  static let summary = "Replace a baseline by the newest run, with a reason that is kept."
  static let discussion = """
    Keeps who accepted when and why, and the digest of the file it replaces. Accepting what the \
    baseline already holds changes no byte.
    """
  static let examples = [
    Example(
      "perfkit baseline accept main --reason 'FIFO bug fixed, trades differ'", "then commit it")
  ]
  static let parameters: [Parameter<BaselineAccept>] = [
    .positional("NAME", help: "The baseline's name.", \.baseline),
    .option(
      "--reason", value: "TEXT", help: "Why the new values are right.", required: true, \.reason),
    .repeated("--suite", value: "NAME", help: "Only this suite; repeatable.", \.suites),
    .option("--run", value: "ID", help: "Take this run below .perfkit/runs.", \.run),
  ]
  static let exitCodes = [0, 1, 3, 4, 6, 64]

  func run(_ session: Session) throws(Problems) -> CommandResult {
    let trimmed = reason.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard !trimmed.isEmpty else {
      throw Problems([
        Problem(
          "baseline.no-reason", "the reason is empty", hint: "say why the new values are right",
          verdict: .usage)
      ])
    }
    return try BaselineChange(
      session: session, name: baseline, suites: suites, runID: run, kind: .accept(trimmed)
    ).perform()
  }
}

/// `perfkit baseline show`: what a baseline holds and how it came about.
struct BaselineShow: RunnableCommand {
  var baseline = ""
  var suites: [String] = []

  static let name = "show"
  static let summary = "Show what a baseline holds, and who accepted it when and why."
  static let parameters: [Parameter<BaselineShow>] = [
    .positional("NAME", help: "The baseline's name.", \.baseline),
    .repeated("--suite", value: "NAME", help: "Only this suite; repeatable.", \.suites),
  ]
  static let exitCodes = [0, 1, 3, 64]

  func run(_ session: Session) throws(Problems) -> CommandResult {
    let plan = try session.plan()
    let store = BaselineReader(session: session, plan: plan, ref: nil).store
    let known = store.list()
    let all = known.first { $0.name == baseline }?.suites ?? []
    let wanted = suites.isEmpty ? all : suites
    var documents: [JSON] = []
    for suite in wanted {
      guard let stored = try attempt({ try store.load(baseline, suite: suite) }) else {
        throw Self.missing(baseline, suite: suite, known: known.map(\.name), store: store)
      }
      documents.append(stored.json)
      session.console.result(lines(stored, session))
    }
    if documents.isEmpty {
      throw Self.missing(baseline, suite: nil, known: known.map(\.name), store: store)
    }
    return CommandResult(
      document: .object([
        ("format", .string("perfkit-baseline-show/1")), ("name", .string(baseline)),
        ("suites", .array(documents)), ("errors", .array([])), ("verdict", .string("pass")),
        ("exit", .integer(0)),
      ]))
  }

  private func lines(_ stored: Baseline, _ session: Session) -> [String] {
    let style = session.console.style
    let commit = stored.record.revision?.commit.map { " at \($0.prefix(12))" } ?? ""
    var lines = [
      "\(style.bold("\(stored.name)/\(stored.suite)"))  run \(stored.record.id)\(commit)"
    ]
    lines += RunReport(style: style, width: session.console.width).cases(stored.record)
    for entry in stored.accepted { lines.append("  \(entry.when)  \(entry.who): \(entry.why)") }
    lines.append(
      "  \(stored.sessions.count) session\(stored.sessions.count == 1 ? "" : "s") of timing")
    return lines
  }

  static func missing(
    _ name: String, suite: String?, known: [String], store: BaselineStore
  ) -> Problems {
    Problems([
      Problem(
        "baseline.missing",
        "there is no baseline '\(name)'" + (suite.map { " of suite '\($0)'" } ?? ""),
        hint: nearest(name, in: known.filter { $0 != name }).map { "did you mean '\($0)'?" }
          ?? "record it with `perfkit baseline record \(name)`",
        verdict: .missing)
    ])
  }
}

/// `perfkit baseline list`: the baselines there are.
struct BaselineList: RunnableCommand {
  static let name = "list"
  static let summary = "List the stored baselines with their suites."
  static let parameters: [Parameter<BaselineList>] = []
  static let exitCodes = [0, 64]

  func run(_ session: Session) throws(Problems) -> CommandResult {
    let plan = try session.plan()
    let known = BaselineReader(session: session, plan: plan, ref: nil).store.list()
    session.console.result(
      known.isEmpty
        ? ["no baselines; `perfkit baseline record NAME` stores the newest run"]
        : known.map { "\($0.name)  \($0.suites.joined(separator: ", "))" })
    let entries = known.map { entry in
      JSON.object([
        ("name", .string(entry.name)), ("suites", .array(entry.suites.map { .string($0) })),
      ])
    }
    return CommandResult(
      document: .object([
        ("format", .string("perfkit-baseline-list/1")), ("baselines", .array(entries)),
        ("errors", .array([])), ("verdict", .string("pass")), ("exit", .integer(0)),
      ]))
  }
}
