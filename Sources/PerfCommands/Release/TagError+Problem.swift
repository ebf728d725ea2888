internal import PerfModel
internal import PerfRelease
internal import PerfSigning

extension TagError {
  /// The problem as a person is told of it: what perfkit refuses ends with status 6.
  var problem: Problem {
    switch self {
    case .git(let error): error.problem
    case .signing(let error):
      Problem(
        "signing." + error.code, error.description, hint: error.hint,
        verdict: isRefusal ? .refused : .error)
    default:
      Problem(
        "tag." + code, description, hint: hint, verdict: isRefusal ? .refused : .error)
    }
  }

  private var code: String {
    switch self {
    case .name: "name"
    case .target: "target"
    case .tagger, .noIdentity: "tagger"
    case .message: "message"
    case .trailer: "trailer"
    case .exists: "exists"
    case .identity: "identity"
    case .notPinned: "signer"
    case .clock: "clock"
    case .rejected: "rejected"
    case .keys: "keys"
    case .git, .signing: "failed"
    }
  }
}

extension SigningError {
  /// A stable name for scripts.
  var code: String {
    switch self {
    case .libraryMissing: "library-missing"
    case .engineUnusable: "engine"
    case .noKey: "no-key"
    case .unknownKey: "unknown-key"
    case .noSecretKey: "no-secret-key"
    case .ambiguousKey: "ambiguous-key"
    case .unusableKey: "unusable-key"
    case .otherSubkey: "other-subkey"
    case .passphraseNeeded: "passphrase-needed"
    case .wrongPassphrase: "wrong-passphrase"
    case .cancelled: "cancelled"
    case .unacceptable: "unacceptable"
    case .unreadableKeys: "unreadable-keys"
    case .scratch: "scratch"
    case .interrupted: "interrupted"
    case .failed: "failed"
    }
  }
}
