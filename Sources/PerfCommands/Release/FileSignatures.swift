internal import PerfGit
internal import PerfRelease
internal import PerfSigning

/// Checks detached signatures of files by the keys that may sign tags.
struct FileSignatures {
  private let openPGP: OpenPGPVerifier
  private let ssh: SSHVerifier

  init(_ session: Session, _ repository: borrowing Repository) throws {
    openPGP = try ReleaseSigning.openPGP(session, repository)
    ssh = SSHVerifier(environment: session.environmentEntries, scratch: session.scratchParent)
  }

  /// Why a signature does not count, or nil; `at` and `email` are the tagger's.
  func fault(
    of signature: [UInt8], over bytes: [UInt8], trust: TagTrust, at: Int, email: String
  ) throws -> String? {
    let isSSH = signature.starts(with: "-----BEGIN SSH".utf8)
    let facts: SignatureFacts
    let isTrusted: Bool
    if isSSH {
      let result = try ssh.check(
        signature, over: bytes, as: .file, allowedSigners: trust.allowedSigners, at: at,
        expected: email)
      facts = result.facts
      isTrusted = result.isAllowed || trust.fingerprints.contains(facts.fingerprint)
    } else {
      let all = try openPGP.facts(of: signature, over: bytes, keys: trust.publicKeys)
      guard all.count == 1, let only = all.first else {
        return "there are \(all.count) signatures, not one"
      }
      facts = only
      isTrusted =
        trust.trustsPublicKeys || trust.fingerprints.contains(facts.fingerprint)
        || trust.fingerprints.contains(facts.primaryFingerprint)
    }
    switch facts.status {
    case .good: break
    case .bad: return "the signature is not over these bytes"
    case .unknownKey: return "the key \(facts.fingerprint) is none of \(trust.origin)"
    case .expired: return "the signature has expired"
    case .failed(let reason): return reason
    }
    guard isTrusted else { return "the key \(facts.fingerprint) is none of \(trust.origin)" }
    if let fault = facts.keyFault { return "the key must not have signed: \(fault.text)" }
    return nil
  }
}
