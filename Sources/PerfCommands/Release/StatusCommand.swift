internal import PerfArguments
internal import PerfModel
internal import PerfRelease

/// `perfkit release status`: how far a release has come.
struct ReleaseStatus: RunnableCommand {
  var tag = ""

  static let name = "status"
  static let summary = "Show how far a release has come, and what is next."
  static let discussion = """
    Reads what was noted in .perfkit/release/TAG, by `perfkit release cut` and, for every forge, \
    by `draft` and `publish`. Nothing is changed and nothing is verified: \
    `perfkit release verify` does that.
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
    let named = (try? ReleaseFiles(session))?.policy.forges.map(\.kind.rawValue) ?? []
    let report = ReleaseStatusReport(tag: tag, state: state, forges: named)
    session.console.result(report.lines(session.console.style))
    var result = CommandResult(report.verdict, document: report.json)
    result.explained = !session.options.json
    return result
  }
}
