internal import PerfBuild
internal import PerfCrypto
internal import PerfFiles
internal import PerfGit
internal import PerfHistory
internal import PerfJSON
internal import PerfModel

/// Writes baselines: new ones, accepted ones, further sessions.
struct BaselineChange {
  /// What is done to the baseline.
  enum Kind: Equatable {
    case record
    case accept(String)
    case session
  }

  let session: Session
  let name: String
  let suites: [String]
  let runID: String?
  let kind: Kind

  func perform() throws(Problems) -> CommandResult {
    let plan = try session.plan()
    try checkName()
    let store = BaselineReader(session: session, plan: plan, ref: nil).store
    let chosen = try chosenSuites(plan)
    for suite in chosen { try checkExistence(suite, store) }
    var changed: [JSON] = []
    let runs = try chosen.map { suite throws(Problems) in (suite, try run(of: suite, plan)) }
    for (suite, run) in runs {
      let outcome = try write(run, suite: suite.name, store)
      session.console.say(outcome.line)
      changed.append(
        .object([
          ("suite", .string(suite.name)), ("run", .string(run.id)),
          ("file", .string(Path.relative(store.file(name, suite: suite.name), to: plan.folder))),
          ("changed", .bool(outcome.changed)),
        ]))
    }
    return CommandResult(
      document: .object([
        ("format", .string("perfkit-baseline/1")), ("name", .string(name)),
        ("suites", .array(changed)), ("errors", .array([])), ("verdict", .string("pass")),
        ("exit", .integer(0)),
      ]))
  }

  private func checkName() throws(Problems) {
    let allowed = name.utf8.allSatisfy {
      (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
        || [0x2D, 0x2E, 0x5F].contains($0)
    }
    guard allowed, !name.isEmpty, name.utf8.count <= 64, name != ".", name != ".." else {
      throw Problems([
        Problem(
          "baseline.bad-name", "'\(name)' is no name for a baseline",
          hint: "letters, digits, '.', '_' and '-', at most 64", verdict: .usage)
      ])
    }
  }

  private func chosenSuites(_ plan: Plan) throws(Problems) -> [Suite] {
    if suites.isEmpty {
      let naming = plan.suites.filter { $0.baseline == name }
      guard naming.isEmpty else { return naming }
      throw Problems([
        Problem(
          "baseline.no-suite", "no suite in perfkit.yaml says `baseline: \(name)`",
          hint: "write it into a suite, or name suites with --suite", verdict: .usage)
      ])
    }
    return try suites.map { wanted throws(Problems) in
      guard let suite = plan.suites.first(where: { $0.name == wanted }) else {
        throw Problems([
          Problem(
            "select.unknown-suite", "there is no suite '\(wanted)'",
            hint: nearest(wanted, in: plan.suites.map(\.name)).map { "did you mean '\($0)'?" },
            verdict: .usage)
        ])
      }
      return suite
    }
  }

  private func checkExistence(_ suite: Suite, _ store: BaselineStore) throws(Problems) {
    let exists = File.exists(store.file(name, suite: suite.name))
    let shown = store.shownFile(name, suite: suite.name)
    if kind == .record, exists {
      throw Problems([
        Problem(
          "baseline.exists", "baseline '\(name)' of suite '\(suite.name)' exists: \(shown)",
          hint: "replace it with `perfkit baseline accept \(name) --reason …`", verdict: .refused)
      ])
    }
    if kind != .record, !exists {
      throw BaselineShow.missing(
        name, suite: suite.name, known: store.list().map(\.name), store: store)
    }
  }

  /// The newest complete run of these sources, or the named one; there being none, the suite runs.
  private func run(of suite: Suite, _ plan: Plan) throws(Problems) -> RunRecord {
    let runs = RunStore(folder: session.stateFolder + "/runs")
    if let runID {
      let known = runs.identifiers()
      guard known.contains(runID) else {
        throw Problems([
          Problem(
            "baseline.unknown-run", "there is no run '\(runID)' below .perfkit/runs",
            hint: known.isEmpty
              ? "`perfkit \(suite.kind.rawValue)` makes one"
              : "the newest: " + known.prefix(3).joined(separator: ", "), verdict: .usage)
        ])
      }
      let record = try attempt { try runs.load(runID) }
      guard Self.isComplete(record, suite, plan) else { throw Self.unusable(record, suite) }
      return record
    }
    let content = try session.sources(plan, ref: nil).source.content
    let digest = try session.configDigest(plan)
    let found = runs.newest { record in
      record.content == content && record.configDigest == digest
        && Self.isComplete(record, suite, plan)
    }
    if let found { return found }
    session.console.say("no complete run of these sources: running suite \(suite.name)")
    var options = SuiteOptions()
    options.suites = [suite.name]
    let selection = try SuiteSelection(options, kind: suite.kind, plan: plan)
    let record = try SuiteCommand.record(session, plan, selection, options, compares: false)
    guard Self.isComplete(record, suite, plan) else { throw Self.unusable(record, suite) }
    return record
  }

  private static func concernsOldBaseline(_ problem: Problem) -> Bool {
    problem.code.hasPrefix("baseline.") || problem.code.hasPrefix("compare.")
  }

  private static func isComplete(_ record: RunRecord, _ suite: Suite, _ plan: Plan) -> Bool {
    let cases = record.cases.filter { $0.suite == suite.name }
    return !record.narrowed && record.errors.allSatisfy(Self.concernsOldBaseline)
      && cases.map(\.name) == plan.cases(of: suite).map(\.name)
      && cases.allSatisfy { $0.outcome == .passed }
  }

  private static func unusable(_ record: RunRecord, _ suite: Suite) -> Problems {
    let failing = record.cases.first { $0.suite == suite.name && $0.outcome != .passed }
    let reason =
      failing.map { "\($0.name): \($0.reason ?? $0.outcome.rawValue)" }
      ?? record.errors.first?.message ?? "it does not hold every case of the suite"
    return Problems([
      Problem(
        "baseline.incomplete", "run \(record.id) cannot be a baseline: \(reason)",
        hint: "a baseline needs a whole, passing run",
        verdict: failing?.outcome.verdict ?? record.errors.map(\.verdict).max {
          $0.severity < $1.severity
        } ?? .missing)
    ])
  }

  private func write(
    _ run: RunRecord, suite: String, _ store: BaselineStore
  ) throws(Problems) -> (line: String, changed: Bool) {
    try attempt {
      let old = try store.load(name, suite: suite)
      let shown = store.shownFile(name, suite: suite)
      let when = session.now.text
      let fresh = Baseline.session(of: run, suite: suite, when: when)
      if kind == .session, var old {
        old.sessions.append(fresh)
        try store.save(old)
        return ("added session \(old.sessions.count) to \(shown)", true)
      }
      if let old, old.holds(run) { return ("\(shown) holds this already", false) }
      let previous = try store.bytes(name, suite: suite)
      let why = if case .accept(let reason) = kind { reason } else { "first record" }
      let entry = Baseline.Acceptance(
        when: when, who: try person(), why: why,
        previousSHA256: try previous.map { try SHA256.hex(of: $0) })
      try store.save(
        Baseline(
          name: name, suite: suite, record: Baseline.record(of: run, suite: suite),
          accepted: (old?.accepted ?? []) + [entry], sessions: [fresh]))
      return ("\(old == nil ? "recorded" : "accepted into") \(shown) from run \(run.id)", true)
    }
  }

  /// git's configured name of whoever runs this.
  private func person() throws -> String {
    guard let folder = session.planFolder, let repository = try Repository.discover(from: folder)
    else { return "unknown" }
    return repository.configuredUser() ?? "unknown"
  }
}
