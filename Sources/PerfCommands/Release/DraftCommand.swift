internal import PerfArguments
internal import PerfCrypto
internal import PerfFiles
internal import PerfJSON
internal import PerfModel
internal import PerfRelease

/// The kind of a forge, as an option names it.
enum ForgeKind: String, CaseIterable, ArgumentValue {
  case github
  case gitlab
  case forgejo

  var kind: ReleasePolicy.Forge.Kind {
    switch self {
    case .github: .github
    case .gitlab: .gitlab
    case .forgejo: .forgejo
    }
  }
}

/// `perfkit release draft`: the payload of each forge, and the draft on one of them.
struct ReleaseDraftCommand: RunnableCommand {
  var tag = ""
  var create = false
  var push = false
  var remote = "origin"
  var forge: ForgeKind?
  var tokenFile: String?

  static let name = "draft"
  static let summary = "Write what a forge is sent for a release; with --create, make its draft."
  static let discussion = """
    Verifies the release as `perfkit release verify` does. Without --create no network is used: \
    the bodies of the requests are written beside the release. With it, exactly one draft is created or adopted, every file is uploaded once and \
    read back, and nothing becomes visible. Run again after any failure, it goes on where it \
    ended. The token comes from the environment or a file, and no other program sees it.
    """
  static let examples = [
    Example("perfkit release draft v0.9-beta", "write the payloads, use no network"),
    Example(
      "perfkit release draft v0.9-beta --create --push", "push the tag, upload into a draft"),
  ]
  static let parameters: [Parameter<ReleaseDraftCommand>] = [
    .positional("TAG", help: "The tag of the release.", \.tag),
    .flag("--create", help: "Create or adopt the draft and upload the files.", \.create),
    .flag("--push", help: "Push the tag first, if the forge lacks it.", \.push),
    .option("--remote", value: "NAME", help: "Push to this remote of git.", \.remote),
    .option(
      "--forge", value: "KIND", help: "One of the policy's forges: github, gitlab or forgejo.",
      \.forge),
    .option(
      "--token-file", value: "FILE", help: "Read the token from this file.", completion: .file,
      \.tokenFile),
  ]
  static let exitCodes = [0, 1, 2, 6, 64, 130]

  func run(_ session: Session) throws(Problems) -> CommandResult {
    guard create || !push && tokenFile == nil else {
      throw Problems([
        Problem(
          "usage.draft", "--push and --token-file need --create",
          hint: "without --create no network is used", verdict: .usage)
      ])
    }
    let files = try ReleaseFiles(session)
    let target =
      create
      ? try ForgeTarget(session, files.policy, kind: forge, tokenFile: tokenFile) : nil
    let work = try ForgeWork(session, files, tag: tag, token: target?.token)
    try forging { () throws(ForgeError) in try ForgeLimits.check(work.release) }
    let payloads = try writePayloads(work, files.policy)
    let draft = try target.map { target throws(Problems) in
      try makeDraft(work, on: target)
    }
    return try work.result([
      ("format", .string("perfkit-release-draft/1")), ("payloads", payloads),
      ("forge", target?.forge.json ?? .null),
      ("draft", draft.map { .integer($0.id) } ?? .null),
    ])
  }

  /// Writes the payload of every kind of forge and returns the digests of what was written.
  private func writePayloads(
    _ work: ForgeWork, _ policy: ReleasePolicy
  ) throws(Problems) -> JSON {
    var written: [(String, JSON?)] = []
    for kind in ReleasePolicy.Forge.Kind.allCases {
      let text = ForgePayload.body(of: work.release, for: kind, among: policy.forges).document
      let file = "payload-\(kind.rawValue).json"
      let digest = try attempt {
        try File.write(text.utf8, to: work.folder + "/" + file)
        return try SHA256.hex(of: Array(text.utf8))
      }
      written.append((file, .string(digest)))
      work.journal.add(.payloadWritten, on: kind, ["sha256": digest])
      work.session.console.say("wrote \(work.session.shown(work.folder + "/" + file))")
    }
    return .object(written)
  }

  private func makeDraft(
    _ work: ForgeWork, on target: ForgeTarget
  ) throws(Problems) -> RemoteRelease {
    let release = work.release
    let connection = work.connect(target)
    let steps = work.steps(on: target, connection)
    if push, try !forging({ () throws(ForgeError) in try steps.hasTag() }) {
      // Whatever would stop the draft stops the push, which cannot be taken back.
      _ = try forging { () throws(ForgeError) in try steps.find() }
      try TagPush(session: work.session, folder: work.projectFolder, remote: remote)
        .push(release.tagObject, as: tag)
      work.journal.tell(
        "tag-pushed", "pushed refs/tags/\(tag)",
        [("tag_object", .string(release.tagObject)), ("remote", .string(remote))])
      try awaitTag(steps, connection)
    }
    let progress = TransferProgress(console: work.session.console, work: "uploading")
    let draft = try forging { () throws(ForgeError) in
      try steps.create(merge: { present throws(ForgeError) in try Self.merged(present, release) }) {
        progress.show($0, $1)
      }
    }
    work.session.console.result([
      "the draft \(draft.id) of \(tag) holds \(draft.assets.count) files; nobody sees it yet",
      "publish it: perfkit release publish \(tag) --tag-oid \(release.tagObject)",
    ])
    return draft
  }

  /// A forge may need a moment before it shows what was pushed.
  private func awaitTag(_ steps: ForgeDraft, _ connection: any Forge) throws(Problems) {
    for seconds in 1...3 {
      if try forging({ () throws(ForgeError) in try steps.hasTag() }) { return }
      connection.wait(seconds)
    }
  }

  /// The draft's text, with what was edited there by hand, and the rest as the notes are now.
  private static func merged(
    _ present: String, _ release: ForgeRelease
  ) throws(ForgeError) -> String {
    let lines = present.replacing("\r\n", with: "\n")
    do throws(CryptoError) {
      return try NotesRegions(lines).merged(with: NotesRegions(release.body)).text
    } catch {
      throw .unreadable(reason: "\(error)")
    }
  }
}

/// Calls a function of a forge and turns its error into a problem for a person.
func forging<T>(_ body: () throws(ForgeError) -> T) throws(Problems) -> T {
  do throws(ForgeError) {
    return try body()
  } catch {
    throw Problems([error.problem])
  }
}
