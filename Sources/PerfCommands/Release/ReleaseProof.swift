internal import PerfGit
internal import PerfModel
internal import PerfRelease
internal import PerfSigning

/// What a release's tag and files are worth: every check of `perfkit release verify`.
struct ReleaseProof {
  let verification: TagVerification
  /// The checks of the files; nil where the tag alone was asked for.
  var files: ReleaseInspection?

  /// Verifies the tag alone.
  init(
    _ session: Session, _ repository: borrowing Repository, tag: String, trust: TagTrust,
    allowsIdentityMismatch: Bool
  ) throws {
    let settings = try SigningSettings(of: repository, key: nil, format: .openPGP)
    let verifier = try ReleaseSigning.verifier(
      session, repository, allowsIdentityMismatch: allowsIdentityMismatch)
    var verification = try verifier.verify(tag, in: repository, trust: trust)
    verification.warnings += settings.warnings
    self.verification = verification
  }

  /// Verifies the tag and, in `folder`, all that it names.
  init(
    _ session: Session, _ repository: borrowing Repository, tag: String, trust: TagTrust,
    allowsIdentityMismatch: Bool = false, folder: String
  ) throws {
    try self.init(
      session, repository, tag: tag, trust: trust, allowsIdentityMismatch: allowsIdentityMismatch)
    var inspection = ReleaseInspection(
      verification, trust: trust, signatures: try FileSignatures(session, repository),
      folder: folder)
    try inspection.inspect()
    files = inspection
  }

  var isGood: Bool {
    verification.isGood && files?.items.contains { $0.outcome != .passed } != true
  }

  /// What was found and does not decide.
  var warnings: [String] { verification.warnings + (files?.warnings ?? []) }

  /// As text and as perfkit-release-verify/1.
  func report(_ verdict: Verdict) -> TagReport {
    var verification = verification
    verification.warnings = warnings
    return TagReport(
      verification: verification, verdict: verdict, files: files?.items ?? [])
  }
}
