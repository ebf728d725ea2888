internal import PerfArguments
internal import PerfJSON
internal import PerfModel
internal import PerfProcess
internal import PerfRelease
internal import PerfReport

/// `perfkit release cut`: from evidence to a signed tag.
struct ReleaseCutCommand: RunnableCommand {
  var tag = ""
  var since: String?
  var comparison: String?
  var overrides: [String] = []
  var key: String?
  var passphraseDescriptor: Int?

  static let name = "cut"
  static let summary = "Cut a release: gates, artefacts, notes, manifest, signed tag."
  static let discussion = """
    Asks every gate of release/policy.yaml, builds and packs the commit that is checked out, \
    freezes release.json, and signs a tag that carries its digest; all of it lies in \
    .perfkit/release/TAG. No network is used and nothing is pushed. An interrupted release goes \
    on when it is cut again; a finished one is left as it is.
    """
  static let examples = [
    Example("perfkit release cut v0.9-beta", "by git's user.signingKey"),
    Example(
      "perfkit release cut v0.9-beta --passphrase-fd 3 3<secret", "where nobody can be asked"),
  ]
  static let parameters: [Parameter<ReleaseCutCommand>] = [
    .positional("TAG", help: "The tag to make.", \.tag),
    .option(
      "--key", value: "KEY", help: "Sign with this key instead of git's user.signingKey.", \.key),
    .option(
      "--passphrase-fd", value: "N", help: "Read the key's passphrase from this descriptor.",
      \.passphraseDescriptor),
    .option("--since", value: "REF", help: "Take this as the previous release.", \.since),
    .option(
      "--comparison", value: "FILE",
      help: "The comparison with the previous release; else the newest kept one that fits.",
      completion: .file, \.comparison),
    .repeated(
      "--override", value: "GATE=REASON",
      help: "Let the release through a gate, for a reason that the notes tell; repeatable.",
      \.overrides),
  ]
  static let exitCodes = [0, 1, 2, 4, 6, 64, 130]

  func run(_ session: Session) throws(Problems) -> CommandResult {
    let given = try overrides.map { text throws(Problems) in
      try ReleaseOverride.read(text, tag: tag)
    }
    let outcome = try ReleaseCut(
      session: session, tag: tag, since: since, comparison: comparison, overrides: given,
      key: key, passphraseDescriptor: passphraseDescriptor
    ).perform()
    let problems = outcome.gates.compactMap(\.problem)
    if !problems.isEmpty { try Interruption.check() }
    let verdict: Verdict =
      if !problems.isEmpty {
        .refused
      } else if outcome.warnings.isEmpty {
        .pass
      } else {
        session.options.strict ? .fail : .warn
      }
    let report = ReleaseCutReport(
      outcome: outcome, tag: tag, verdict: verdict, problems: problems,
      folder: session.shown(try session.releaseFolder(tag: tag)))
    session.console.result(report.lines(session.console.style))
    let text = ProblemText(style: session.console.errorStyle)
    for warning in outcome.warnings {
      session.console.complain(text.text(of: warning, label: "warning"))
    }
    var result = CommandResult(verdict, document: report.json, errors: problems)
    result.explained = !session.options.json
    return result
  }
}
