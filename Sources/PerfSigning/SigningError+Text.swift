extension SigningError: CustomStringConvertible {
  /// What went wrong, in one sentence without a full stop.
  public var description: String {
    switch self {
    case .libraryMissing(_, let reason): "GPGME could not be loaded: \(reason)"
    case .engineUnusable(let program, let reason, _):
      "the signing program '\(program)' is not usable: \(reason)"
    case .noKey(.openPGP): "no OpenPGP key is named for signing, and perfkit guesses none"
    case .noKey(.ssh): "no SSH key is named for signing, and perfkit guesses none"
    case .unknownKey(let name): "there is no key '\(name)'"
    case .noSecretKey(let name, let fingerprint):
      "the secret part of key '\(name)' (\(fingerprint)) is not here"
    case .ambiguousKey(let name, let candidates):
      "\(candidates.count) keys are called '\(name)': \(candidates.joined(separator: ", "))"
    case .unusableKey(let fingerprint, let fault): "key \(fingerprint) \(fault.text)"
    case .otherSubkey(let wanted, let used):
      "key \(wanted) was to sign, but gpg signed with \(used)"
    case .passphraseNeeded(let fingerprint, _):
      "key \(fingerprint) needs its passphrase, and there is no terminal to ask for it"
    case .wrongPassphrase(let fingerprint): "the passphrase of key \(fingerprint) is wrong"
    case .cancelled(let fingerprint): "asking for the passphrase of \(fingerprint) was cancelled"
    case .unacceptable(let reason): "the new signature would be refused: \(reason)"
    case .unreadableKeys(let reason): "cannot read the keys: \(reason)"
    case .scratch(let reason): "cannot write a scratch file: \(reason)"
    case .interrupted: "interrupted"
    case .failed(let operation, let reason): "cannot \(operation): \(reason)"
    }
  }

  /// What the user can do about it, or nil.
  public var hint: String? {
    switch self {
    case .libraryMissing(let package, _): "apt-get install \(package)"
    case .engineUnusable(_, _, let package):
      "apt-get install \(package), or name another program in your git configuration"
    case .noKey(.openPGP): "git config --global user.signingKey FINGERPRINT"
    case .noKey(.ssh): "git config --global user.signingKey ~/.ssh/id_ed25519"
    case .unknownKey: "`gpg --list-secret-keys` shows your keys; name one by its fingerprint"
    case .noSecretKey: "import it, attach the card that holds it, or sign where it is"
    case .ambiguousKey: "name one of them by its whole fingerprint"
    case .unusableKey(_, .expired):
      "extend it (gpg --quick-set-expire) and publish it again, or use another key"
    case .unusableKey: "use another key"
    case .otherSubkey:
      "gpg signs with the newest signing subkey: name that one, or remove it from this keyring"
    case .passphraseNeeded(_, .openPGP):
      "unlock it in gpg-agent first, or give the passphrase with --passphrase-fd"
    case .passphraseNeeded(_, .ssh): "load it into an agent first: ssh-add KEYFILE"
    case .wrongPassphrase: "check what is written to --passphrase-fd"
    case .unacceptable: "look for digest-algo and textmode in gpg.conf"
    default: nil
    }
  }
}

extension KeyFault {
  /// What is wrong, as the rest of a sentence about the key.
  public var text: String {
    switch self {
    case .revoked: "is revoked"
    case .expired(let time): "expired on \(Moment(time).text)"
    case .disabled: "is disabled"
    case .invalid: "is invalid"
    case .cannotSign: "cannot sign: it is made for something else"
    case .notYetValid(let time): "is valid only from \(Moment(time).text) on"
    }
  }
}
