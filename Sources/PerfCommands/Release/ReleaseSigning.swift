internal import PerfGit
internal import PerfModel
internal import PerfRelease
internal import PerfSigning

/// What signs a release, and whose signatures count for it.
struct ReleaseSigning {
  let signer: any TagSigner
  let trust: TagTrust
  let verifier: TagVerifier
  let checksums: FileSignatures
  let warnings: [String]

  /// Finds the key and the trusted keys for a release of `head`.
  init(
    _ session: Session, _ repository: borrowing Repository, tag: String, head: Commit,
    policy: ReleasePolicy.Signing, key: String?, unlocking: OpenPGPSigner.Unlocking
  ) throws {
    let kind: SignatureKind = policy.format == .ssh ? .ssh : .openPGP
    let settings = try SigningSettings(of: repository, key: key ?? policy.key, format: kind)
    warnings = settings.warnings
    trust = try ReleaseKeys(tag: tag, ref: nil, commit: head).trust(session, repository)
    verifier = try Self.verifier(session, repository)
    checksums = try FileSignatures(session, repository)
    signer = try settings.signer(
      environment: session.environmentEntries, scratch: session.scratchParent,
      unlocking: unlocking)
  }

  /// The verifier of tags.
  static func verifier(
    _ session: Session, _ repository: borrowing Repository, allowsIdentityMismatch: Bool = false
  ) throws -> TagVerifier {
    TagVerifier(
      openPGP: try openPGP(session, repository),
      ssh: SSHVerifier(
        environment: session.environmentEntries, scratch: session.scratchParent),
      now: session.now.seconds, allowsIdentityMismatch: allowsIdentityMismatch)
  }

  /// The verifier of OpenPGP signatures, by the program that the user's git names.
  static func openPGP(
    _ session: Session, _ repository: borrowing Repository
  ) throws -> OpenPGPVerifier {
    let settings = try SigningSettings(of: repository, key: nil, format: .openPGP)
    return OpenPGPVerifier(
      engine: .init(program: settings.program, environment: session.environmentEntries),
      scratch: session.scratchParent)
  }

  /// What to know of a key that can sign.
  func cautions(_ policy: ReleasePolicy.Signing, now: Int) -> [Problem] {
    var found = trust.caution.map { [Problem("tag.warning", $0, verdict: .warn)] } ?? []
    if let expires = signer.key.expires, expires - now < Int(policy.warnsBefore.components.seconds)
    {
      found.append(
        Problem(
          "release.key-expires", "the key expires on \(UTCTime(seconds: expires).day)",
          hint: "extend it, and commit its public half to \(policy.keys)", verdict: .warn))
    }
    return found
  }

  /// What the gate `key` says: a test signature must count, before anything is made.
  func gate(_ policy: ReleasePolicy.Signing, tagger: Tagger, now: Int) throws -> GateResult {
    let key = signer.key
    var facts = ["\(signer.kind.rawValue) \(key.fingerprint), by \(trust.origin)"]
    let probe = Array("perfkit: test of the key\n".utf8)
    let signature = try signer.sign(probe, as: .file)
    if let fault = try checksums.fault(
      of: signature.armored, over: probe, trust: trust, at: now, email: tagger.email)
    {
      return .refused(
        .key, [facts[0], fault],
        remedy: "have its public half committed to \(policy.keys) and released, "
          + "or sign with a key that is there")
    }
    facts += cautions(policy, now: now).map(\.message)
    return GateResult(.key, .ok, facts: facts)
  }
}
