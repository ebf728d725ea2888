internal import PerfArchive
internal import PerfArguments
internal import PerfFiles
internal import PerfJSON
internal import PerfModel
internal import PerfRelease
internal import PerfReport
internal import PerfResults

/// The form of an archive, as an option names it.
enum PackingForm: String, CaseIterable, ArgumentValue {
  case tarGzip = "tar.gz"
  case tarZstandard = "tar.zst"
  case zip

  var format: ArchiveFormat {
    switch self {
    case .tarGzip: .tarGzip
    case .tarZstandard: .tarZstandard
    case .zip: .zip
    }
  }
}

/// `perfkit release artefacts`: what a release would publish, without a tag.
struct ReleaseArtefacts: RunnableCommand {
  var tag = ""
  var ref = "HEAD"
  var formats: [PackingForm] = []

  static let name = "artefacts"
  static let summary = "Build and pack what a release publishes, without tagging."
  static let discussion = """
    Builds the engines from a clean export of the commit, checks what they left, packs it with \
    the files that explain it, and reads the archives back. The same commit gives the same bytes \
    in any folder, time zone and locale. Files that look as if they held a secret, that name \
    folders of this machine, that are empty or no files are refused.
    """
  static let examples = [
    Example("perfkit release artefacts v0.9-beta", "of the commit that is checked out"),
    Example(
      "perfkit release artefacts v0.9-beta --format tar.zst --format zip", "in two other forms"),
  ]
  static let parameters: [Parameter<ReleaseArtefacts>] = [
    .positional("TAG", help: "The tag that the release will have.", \.tag),
    .option("--ref", value: "REF", help: "Build the sources of this git ref.", \.ref),
    .repeated(
      "--format", value: "FORM", help: "Pack in this form; tar.gz where none is given.",
      \.formats),
  ]
  static let exitCodes = [0, 1, 2, 4, 6, 64, 130]

  func run(_ session: Session) throws(Problems) -> CommandResult {
    let plan = try session.plan()
    var policy = ArtefactPolicy()
    if !formats.isEmpty { policy.formats = formats.map(\.format) }
    let folder = try session.releaseFolder(tag: tag)
    guard !File.exists(folder + "/" + ReleaseFolder.manifest) else {
      throw Problems([
        Problem(
          "release.frozen", "the artefacts of \(tag) are frozen: its release was cut",
          hint: "`perfkit release verify \(tag)` checks them", verdict: .refused)
      ])
    }
    let built = try session.buildArtefacts(of: plan, tag: tag, ref: ref, policy: policy)
    tell(built, session)
    let verdict: Verdict =
      built.warnings.isEmpty ? .pass : session.options.strict ? .fail : .warn
    return CommandResult(
      verdict,
      document: .object([
        ("format", .string("perfkit-release-artefacts/1")), ("tag", .string(tag)),
        ("commit", .string(built.commit)), ("tree", .string(built.tree)),
        ("commit_time", .string(built.commitTime.text)), ("build", built.build.json),
        ("dependencies", .array(built.dependencies.map(\.json))),
        ("artefacts", .array(built.artefacts.map(\.json))),
        ("warnings", .array(built.warnings.map(\.json))), ("errors", .array([])),
        ("verdict", .string(verdict.rawValue)), ("exit", .integer(verdict.exitStatus())),
      ]))
  }

  private func tell(_ built: BuiltArtefacts, _ session: Session) {
    let text = ProblemText(style: session.console.errorStyle)
    for warning in built.warnings {
      session.console.complain(text.text(of: warning, label: "warning"))
    }
    var table = TextTable([
      ("artefact", .left), ("size", .right), ("sha256", .left), ("needs", .left),
    ])
    for artefact in built.artefacts {
      table.add([
        artefact.name, Quantity.text(Double(artefact.size), unit: "B"),
        String(artefact.sha256.prefix(12)), Self.needs(of: artefact),
      ])
    }
    session.console.result(table.lines(width: session.console.width, style: session.console.style))
    session.console.say("in \(session.shown(built.folder)), with \(Checksums.fileName)")
  }

  /// The newest glibc that the files of an archive need.
  private static func needs(of artefact: ReleaseArtefact) -> String {
    let versions = artefact.linkages.compactMap(\.glibc)
    func numbers(_ text: String) -> [Int] { text.split(separator: ".").compactMap { Int($0) } }
    return versions.max { numbers($0).lexicographicallyPrecedes(numbers($1)) }
      .map { "glibc \($0)" } ?? ""
  }
}
