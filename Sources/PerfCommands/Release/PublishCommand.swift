internal import PerfArguments
internal import PerfJSON
internal import PerfModel
internal import PerfRelease

/// `perfkit release publish`: the one step that others see, after everything was checked again.
struct ReleasePublishCommand: RunnableCommand {
  var tag = ""
  var tagObject: String?
  var forge: ForgeKind?
  var tokenFile: String?

  static let name = "publish"
  static let summary = "Make a draft visible, after checking tag, commit and every file again."
  static let discussion = """
    Verifies the release as `perfkit release verify` does, compares its tag with --tag-oid and \
    the forge's, and downloads every file of the draft: one with other bytes than here is refused. \
    Then the draft is published, and what everybody sees is compared again. A published release \
    is never changed.
    """
  static let examples = [
    Example(
      "perfkit release publish v0.9-beta --tag-oid \"$(git rev-parse refs/tags/v0.9-beta)\"",
      "publish what was signed as this object")
  ]
  static let parameters: [Parameter<ReleasePublishCommand>] = [
    .positional("TAG", help: "The tag of the release.", \.tag),
    .option(
      "--tag-oid", value: "OID", help: "The whole id of the signed tag object; required.",
      \.tagObject),
    .option(
      "--forge", value: "KIND", help: "One of the policy's forges: github, gitlab or forgejo.",
      \.forge),
    .option(
      "--token-file", value: "FILE", help: "Read the token from this file.", completion: .file,
      \.tokenFile),
  ]
  static let exitCodes = [0, 1, 2, 6, 64, 130]

  func run(_ session: Session) throws(Problems) -> CommandResult {
    let expected = try expectedObject()
    let files = try ReleaseFiles(session)
    let target = try ForgeTarget(session, files.policy, kind: forge, tokenFile: tokenFile)
    let work = try ForgeWork(session, files, tag: tag, token: target.token)
    guard work.release.tagObject == expected else {
      throw Problems([
        Problem(
          "release.tag", "the tag \(tag) is \(work.release.tagObject) here, not \(expected)",
          hint: "look at it with `git cat-file tag \(tag)` before you publish it",
          verdict: .refused)
      ])
    }
    let progress = TransferProgress(console: session.console, work: "reading")
    let published = try forging { () throws(ForgeError) in
      try work.steps(on: target, work.connect(target)).publish { progress.show($0, $1) }
    }
    session.console.result(["\(tag) is published: \(published.page)"])
    return try work.result([
      ("format", .string("perfkit-release-publish/1")), ("forge", target.forge.json),
      ("page", .string(published.page)),
    ])
  }

  private func expectedObject() throws(Problems) -> String {
    let isHexadecimal = { (byte: UInt8) in
      (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
    }
    if let tagObject, [40, 64].contains(tagObject.utf8.count),
      tagObject.utf8.allSatisfy(isHexadecimal)
    {
      return tagObject
    }
    throw Problems([
      Problem(
        "usage.tag-oid",
        tagObject.map { "--tag-oid '\($0)' is no whole object id" } ?? "--tag-oid is missing",
        hint: "git rev-parse refs/tags/\(tag)", verdict: .usage)
    ])
  }
}
