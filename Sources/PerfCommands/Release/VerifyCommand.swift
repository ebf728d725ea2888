internal import PerfArguments
internal import PerfFiles
internal import PerfGit
internal import PerfModel
internal import PerfRelease
internal import PerfSigning

/// `perfkit release verify`: a tag, more strictly than git, and all that it names.
struct ReleaseVerify: RunnableCommand {
  var tag = ""
  var tagOnly = false
  var artefacts: String?
  var keys: [String] = []
  var allowedSigners: String?
  var keysAt: String?
  var allowIdentityMismatch = false

  static let name = "verify"
  static let summary = "Verify a release: tag, signatures, artefacts, evidence."
  static let discussion = """
    Checks the tag and its signature, and then that release.json is the one it names, every \
    published file is there with its digest, and the packed records show this commit as tested; \
    the comparison is judged again. --tag-only stops after the tag. \
    Refuses what `git verify-tag` accepts: text after the signature, a tag under another name, a \
    tag of a tag or a tree, a signature of text or over a SHA-1 digest. Works offline, and on \
    tags that perfkit did not make. The signer must be named by release/keys (*.asc and \
    allowed_signers) as of the release before, or by --key or --allowed-signers, which then \
    count alone.
    """
  static let examples = [
    Example("perfkit release verify v1.2 --artefacts downloads", "all that was published"),
    Example("perfkit release verify v1.2 --tag-only", "against release/keys"),
    Example(
      "perfkit release verify v1.2 --tag-only --key 04D093343ED3BB8C6F17DEF2D9BAAA9E3784375D",
      "against one key of your keyring"),
  ]
  static let parameters: [Parameter<ReleaseVerify>] = [
    .positional("TAG", help: "The tag's name.", \.tag),
    .option(
      "--artefacts", value: "DIR",
      help: "The published files; .perfkit/release/TAG/artefacts where it is not given.",
      completion: .folder, \.artefacts),
    .flag("--tag-only", help: "Verify just the tag object and its signature.", \.tagOnly),
    .repeated(
      "--key", value: "FINGERPRINT",
      help: "A key that may sign: 40 digits, or SHA256:… of an SSH key.", \.keys),
    .option(
      "--allowed-signers", value: "FILE", help: "SSH keys that may sign, as ssh-keygen reads them.",
      completion: .file, \.allowedSigners),
    .option(
      "--keys-at", value: "REF", help: "Take release/keys as of this commit.", \.keysAt),
    .flag(
      "--allow-identity-mismatch", help: "Accept a tagger whose address is none of the key's.",
      \.allowIdentityMismatch),
  ]
  static let exitCodes = [0, 1, 2, 6, 64]

  func run(_ session: Session) throws(Problems) -> CommandResult {
    session.locatePlan()
    let proof = try attempt { try verify(session) }
    let verdict: Verdict =
      if !proof.isGood {
        .refused
      } else if proof.warnings.isEmpty {
        .pass
      } else {
        session.options.strict ? .fail : .warn
      }
    let report = proof.report(verdict)
    session.console.result(report.lines(session.console.style))
    var ended = CommandResult(verdict, document: report.json, errors: report.problems)
    ended.explained = !session.options.json
    return ended
  }

  private func verify(_ session: Session) throws -> ReleaseProof {
    guard let repository = try Repository.discover(from: Path.current) else {
      throw Problems([
        Problem(
          "git.no-repository", "'\(session.shown(Path.current))' is in no git repository",
          hint: "run it in the repository that holds the tag", verdict: .usage)
      ])
    }
    let trust = try trust(session, repository)
    guard !tagOnly else {
      return try ReleaseProof(
        session, repository, tag: tag, trust: trust,
        allowsIdentityMismatch: allowIdentityMismatch)
    }
    let folder =
      try artefacts.map { Path.join(Path.current, $0) }
      ?? session.releaseFolder(tag: tag) + "/" + ReleaseFolder.artefacts
    return try ReleaseProof(
      session, repository, tag: tag, trust: trust,
      allowsIdentityMismatch: allowIdentityMismatch, folder: folder)
  }

  private func trust(
    _ session: Session, _ repository: borrowing Repository
  ) throws -> TagTrust {
    guard !keys.isEmpty || allowedSigners != nil else {
      return try ReleaseKeys(tag: tag, ref: keysAt).trust(session, repository)
    }
    let openPGP = try ReleaseSigning.openPGP(session, repository)
    var origins: [String] = []
    var trust = TagTrust(origin: "")
    for key in keys {
      guard let fingerprint = TagTrust.fingerprint(key) else {
        throw Problems([
          Problem(
            "release.fingerprint", "--key \(key) is no whole fingerprint",
            hint: "give its 40 digits (gpg --fingerprint), or SHA256:… of an SSH key",
            verdict: .usage)
        ])
      }
      trust.fingerprints.append(fingerprint)
      origins.append("--key")
      guard !fingerprint.hasPrefix("SHA256:") else { continue }
      if let bytes = try openPGP.publicKey(fingerprint: fingerprint) {
        trust.publicKeys.append(bytes)
      }
    }
    if !trust.fingerprints.isEmpty {
      trust.publicKeys += try ReleaseKeys(tag: tag, ref: keysAt).publicKeys(session, repository)
    }
    if let allowedSigners {
      let path = Path.join(Path.current, allowedSigners)
      trust.allowedSigners = try File.read(path, limit: 1 << 20)
      origins.append("--allowed-signers")
    }
    trust.origin = origins.sorted().reduce(into: [String]()) {
      if $0.last != $1 { $0.append($1) }
    }.joined(separator: " and ")
    return trust
  }
}
