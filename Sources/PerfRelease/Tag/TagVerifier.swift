public import PerfGit
public import PerfSigning

/// Verifies tags, more strictly than `git verify-tag`.
///
/// git accepts text after the signature, a tag under another name, a tag of a tag or a tree, a
/// signature of text or over a SHA-1 digest; this does not.
public struct TagVerifier: Sendable {
  private let openPGP: OpenPGPVerifier
  private let ssh: SSHVerifier
  private let now: Int
  private let allowsIdentityMismatch: Bool

  /// A verifier for the moment `now`, in seconds since 1970.
  public init(
    openPGP: OpenPGPVerifier, ssh: SSHVerifier, now: Int, allowsIdentityMismatch: Bool = false
  ) {
    self.openPGP = openPGP
    self.ssh = ssh
    self.now = now
    self.allowsIdentityMismatch = allowsIdentityMismatch
  }

  /// Verifies the tag of exactly this name; whatever is wrong with it is a failed check.
  public func verify(
    _ name: String, in repository: borrowing Repository, trust: TagTrust
  ) throws(TagError) -> TagVerification {
    let reference: TagReference?
    do throws(GitError) { reference = try repository.tag(named: name) } catch { throw .git(error) }
    return try verify(reference, named: name, in: repository, trust: trust)
  }

  /// Verifies what a ref would be, before it is created.
  func verify(
    _ reference: TagReference?, named name: String, in repository: borrowing Repository,
    trust: TagTrust
  ) throws(TagError) -> TagVerification {
    var inspection = TagInspection(reference: reference, now: now)
    inspection.hasTrust = !trust.isEmpty
    inspection.allowsIdentityMismatch = allowsIdentityMismatch
    do throws(GitError) {
      if case .object(let id, .tag)? = reference?.target, let object = try repository.object(id) {
        let reading = TagParser.read(object.bytes)
        inspection.reading = reading
        if let target = reading.object {
          inspection.targetKind = try repository.kind(ofObject: target)
          if inspection.targetKind == .commit {
            inspection.tree = try repository.resolve(ref: target).tree
          }
        }
      }
    } catch {
      throw .git(error)
    }
    if let reading = inspection.reading, let signature = reading.signature {
      try check(signature, reading, trust, into: &inspection)
    }
    var verification = inspection.verification(name: name, origin: trust.origin)
    if inspection.isTrusted, let caution = trust.caution { verification.warnings.append(caution) }
    return verification
  }

  private func check(
    _ signature: TagSignature, _ reading: TagReading, _ trust: TagTrust,
    into inspection: inout TagInspection
  ) throws(TagError) {
    do throws(SigningError) {
      switch signature.kind {
      case .openPGP:
        let all = try openPGP.facts(
          of: signature.armored, over: reading.payload, keys: trust.publicKeys)
        guard all.count == 1, let facts = all.first else {
          inspection.signature = SignatureFacts(
            kind: .openPGP, status: .failed("gpg found \(all.count) signatures, not one"),
            fingerprint: "")
          return
        }
        inspection.signature = facts
        // A key that gpg knows here came from the given files: the keyring is a throw-away one.
        let isKnown = facts.status != .unknownKey && facts.status != .bad
        inspection.isTrusted =
          isKnown
          && (trust.trustsPublicKeys || trust.fingerprints.contains(facts.fingerprint)
            || trust.fingerprints.contains(facts.primaryFingerprint))
      case .ssh:
        let result = try ssh.check(
          signature.armored, over: reading.payload, as: .git,
          allowedSigners: trust.allowedSigners, at: reading.tagger?.time ?? now,
          expected: reading.tagger?.email ?? "")
        inspection.signature = result.facts
        inspection.isTrusted =
          result.facts.status == .good
          && (result.isAllowed || trust.fingerprints.contains(result.facts.fingerprint))
      }
    } catch {
      throw .signing(error)
    }
  }
}
