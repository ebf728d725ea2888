internal import PerfArguments
internal import PerfFiles
internal import PerfGit
internal import PerfJSON
internal import PerfModel
internal import PerfRelease
internal import PerfReport

/// `perfkit release status`: how far a release has come.
struct ReleaseStatus: RunnableCommand {
  var tag = ""

  static let name = "status"
  static let summary = "Show how far a release has come, and what is next."
  static let discussion = """
    Reads what `perfkit release cut` noted in .perfkit/release/TAG. Nothing is changed and nothing \
    is verified: `perfkit release verify` does that.
    """
  static let examples = [Example("perfkit release status v0.9-beta", "")]
  static let parameters: [Parameter<ReleaseStatus>] = [
    .positional("TAG", help: "The tag of the release.", \.tag)
  ]
  static let exitCodes = [0, 1, 3, 6, 64]

  func run(_ session: Session) throws(Problems) -> CommandResult {
    session.locatePlan()
    let folder = try session.releaseFolder(tag: tag)
    let state = try attempt { try ReleaseState(folder: folder) }
    let next = state.next
    let style = session.console.style
    var lines = ReleaseStep.allCases.map { step in
      let entry = state[step]
      let mark = entry != nil ? style.good("done") : step == next ? style.bold("next") : "    "
      let name = step.rawValue + String(repeating: " ", count: max(1, 18 - step.rawValue.count))
      return "\(mark)  \(name)\(entry?.time ?? step.outcome)"
    }
    let advice =
      next == nil
      ? "cut; `perfkit release verify \(tag)` checks it"
      : state.entries.isEmpty
        ? "not begun; `perfkit release plan \(tag)` shows what it would be"
        : "interrupted; `perfkit release cut \(tag)` goes on"
    lines += ["", advice]
    session.console.result(lines)
    let verdict: Verdict = next == nil ? .pass : .missing
    var result = CommandResult(
      verdict,
      document: .object([
        ("format", .string("perfkit-release-status/1")), ("tag", .string(tag)),
        (
          "steps",
          .array(
            ReleaseStep.allCases.map { step in
              .object([
                ("step", .string(step.rawValue)), ("done", .optional(state[step]?.time)),
                ("outcome", .string(step.outcome)),
              ])
            })
        ), ("next", .optional(next?.rawValue)), ("warnings", .array([])), ("errors", .array([])),
        ("verdict", .string(verdict.rawValue)), ("exit", .integer(verdict.exitStatus())),
      ]))
    result.explained = !session.options.json
    return result
  }
}
