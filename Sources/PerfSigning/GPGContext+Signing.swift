internal import CPerfGPG

extension GPGContext {
  /// An armoured, detached, binary signature, and the fingerprint of the key that made it.
  func sign(
    _ bytes: [UInt8], with fingerprint: String, _ unlocking: OpenPGPSigner.Unlocking
  ) throws(SigningError) -> (armored: [UInt8], fingerprint: String) {
    guard case .passphrase(let passphrase) = unlocking else {
      let mode =
        unlocking == .interactive ? GPGME_PINENTRY_MODE_DEFAULT : GPGME_PINENTRY_MODE_ERROR
      try choose(mode)
      return try signUnlocked(bytes, with: fingerprint)
    }
    try choose(GPGME_PINENTRY_MODE_LOOPBACK)
    var failure: SigningError?
    var made: (armored: [UInt8], fingerprint: String)?
    passphrase.withUnsafeBytes { raw in
      var given = perf_gpg_passphrase(
        bytes: raw.bindMemory(to: CChar.self).baseAddress, count: raw.count, asked: 0)
      withUnsafeMutablePointer(to: &given) { pointer in
        library.gpg.gpgme_set_passphrase_cb(handle, perf_gpg_give_passphrase, pointer)
        defer { library.gpg.gpgme_set_passphrase_cb(handle, nil, nil) }
        do throws(SigningError) {
          made = try signUnlocked(bytes, with: fingerprint)
        } catch {
          failure = pointer.pointee.asked > 0 ? Self.refused(error, fingerprint) : error
        }
      }
    }
    if let failure { throw failure }
    guard let made else { throw .failed(operation: "sign", reason: "no signature") }
    return made
  }

  /// After a passphrase was given, a cancelled operation means that it was asked for again.
  private static func refused(_ error: SigningError, _ fingerprint: String) -> SigningError {
    if case .cancelled = error { return .wrongPassphrase(fingerprint: fingerprint) }
    return error
  }

  private func choose(_ mode: gpgme_pinentry_mode_t) throws(SigningError) {
    try library.check(library.gpg.gpgme_set_pinentry_mode(handle, mode), "choose a pinentry mode")
  }

  private func signUnlocked(
    _ bytes: [UInt8], with fingerprint: String
  ) throws(SigningError) -> (armored: [UInt8], fingerprint: String) {
    let gpg = library.gpg
    gpg.gpgme_set_armor(handle, 1)
    gpg.gpgme_set_textmode(handle, 0)
    try addSigner(fingerprint)
    let payload = try GPGData(bytes, library)
    let output = try GPGData(library)
    let error = gpg.gpgme_op_sign(handle, payload.handle, output.handle, GPGME_SIG_MODE_DETACH)
    guard error == 0 else { throw failure(error, fingerprint) }
    guard let signature = gpg.gpgme_op_sign_result(handle)?.pointee.signatures,
      signature.pointee.next == nil, let used = signature.pointee.fpr
    else { throw .failed(operation: "sign", reason: "gpg made no signature, or several") }
    return (try output.bytes(), String(cString: used))
  }

  /// Without a signer GPGME would take whatever default key there is.
  private func addSigner(_ fingerprint: String) throws(SigningError) {
    let operation = "choose key \(fingerprint)"
    let gpg = library.gpg
    try library.check(gpg.gpgme_op_keylist_start(handle, fingerprint, 1), operation)
    var key: gpgme_key_t?
    let error = gpg.gpgme_op_keylist_next(handle, &key)
    _ = gpg.gpgme_op_keylist_end(handle)
    guard perf_gpg_code(error) != GPG_ERR_EOF.rawValue else {
      throw .noSecretKey(name: fingerprint, fingerprint: fingerprint)
    }
    try library.check(error, operation)
    guard let key else { throw .unknownKey(name: fingerprint) }
    defer { gpg.gpgme_key_unref(key) }
    try library.check(gpg.gpgme_signers_add(handle, key), operation)
    guard gpg.gpgme_signers_count(handle) == 1 else {
      throw .failed(operation: operation, reason: "it is not the only signer")
    }
  }

  private func failure(_ error: gpgme_error_t, _ fingerprint: String) -> SigningError {
    switch gpg_err_code_t(perf_gpg_code(error)) {
    case GPG_ERR_NO_PIN_ENTRY, GPG_ERR_ENOTTY:
      .passphraseNeeded(fingerprint: fingerprint, kind: .openPGP)
    case GPG_ERR_BAD_PASSPHRASE: .wrongPassphrase(fingerprint: fingerprint)
    case GPG_ERR_CANCELED, GPG_ERR_FULLY_CANCELED: .cancelled(fingerprint: fingerprint)
    default: .failed(operation: "sign with \(fingerprint)", reason: library.reason(of: error))
    }
  }
}
