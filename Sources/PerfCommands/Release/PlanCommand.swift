internal import PerfArguments
internal import PerfModel
internal import PerfRelease

/// `perfkit release plan`: what a release would be.
struct ReleasePlanCommand: RunnableCommand {
  var tag = ""
  var since: String?
  var comparison: String?
  var overrides: [String] = []
  var notes = false
  var changelog = false
  var announcement = false

  static let name = "plan"
  static let summary = "Show what a release would be: gates, changes, notes. Changes nothing."
  static let discussion = """
    Finds the previous release, reads the commits since then, asks every gate of \
    release/policy.yaml that can be asked before anything is built, and makes the notes. \
    The repository is not changed and no network is used; the same repository gives the \
    same bytes.
    """
  static let examples = [
    Example(
      "perfkit release plan v0.9-beta", "the gates, and what happened since the last release"),
    Example("perfkit release plan v0.9-beta --notes > notes.md", "the notes alone"),
  ]
  static let parameters: [Parameter<ReleasePlanCommand>] = [
    .positional("TAG", help: "The tag that the release would have.", \.tag),
    .option(
      "--since", value: "REF", help: "Take this as the previous release.",
      \.since),
    .option(
      "--comparison", value: "FILE",
      help: "The comparison with the previous release (perfkit-comparison/1).", completion: .file,
      \.comparison),
    .repeated(
      "--override", value: "GATE=REASON",
      help: "Let the release through a gate, for a reason that the notes tell; repeatable.",
      \.overrides),
    .flag("--notes", help: "Print only the notes.", \.notes),
    .flag(
      "--changelog", help: "Print only the changelog, with an entry of this release.", \.changelog),
    .flag("--announcement", help: "Print only the announcement.", \.announcement),
  ]
  static let exitCodes = [0, 1, 2, 6, 64]

  func run(_ session: Session) throws(Problems) -> CommandResult {
    let given = try overrides.map { text throws(Problems) in
      try ReleaseOverride.read(text, tag: tag)
    }
    let planner = try ReleasePlanner(
      session: session, tag: tag, since: since, comparison: comparison, overrides: given)
    var plan = try planner.plan()
    plan.isStrict = session.options.strict
    let texts = [
      notes ? plan.notes.text : nil, changelog ? plan.changelog : nil,
      announcement ? plan.announcement : nil,
    ].compactMap { $0 }
    if texts.isEmpty {
      session.console.result(ReleasePlanReport(plan: plan, style: session.console.style).lines)
    } else if !session.options.json {
      for text in texts { session.console.write(text) }
    }
    var result = CommandResult(plan.verdict, document: plan.json, errors: plan.problems)
    result.explained = texts.isEmpty && !session.options.json
    return result
  }
}
