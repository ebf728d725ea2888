internal import CPerfGPG
internal import PerfProcess

/// Checks OpenPGP signatures against given public keys, in a throw-away keyring: the user's own
/// keyring, its trust and its configuration have no part in it, nor has the network.
public struct OpenPGPVerifier: Sendable {
  private let engine: OpenPGPSigner.Engine
  private let scratch: String

  /// A verifier that makes its throw-away folders below `scratch`.
  public init(engine: OpenPGPSigner.Engine, scratch: String) {
    self.engine = engine
    self.scratch = scratch
  }

  /// What is known of each signature in `signature` over `payload`, held against `keys`.
  public func facts(
    of signature: [UInt8], over payload: [UInt8], keys: [[UInt8]]
  ) throws(SigningError) -> [SignatureFacts] {
    try inThrowAwayHome(keys) { context, _ throws(SigningError) in
      try context.verify(signature, over: payload)
    }
  }

  /// The keys that some bytes hold, read in a throw-away keyring.
  public func keys(in bytes: [UInt8]) throws(SigningError) -> [OpenPGPKey] {
    try inThrowAwayHome([bytes]) { context, count throws(SigningError) in
      let keys = try context.keys(named: "", secret: false)
      guard count > 0 else { throw .unreadableKeys(reason: "there is no OpenPGP key in them") }
      return keys
    }
  }

  /// The public key with a fingerprint from the user's own keyring, as bytes; nil if it has none.
  public func publicKey(fingerprint: String) throws(SigningError) -> [UInt8]? {
    let program = try checkedProgram()
    return try Launcher.alone { () throws(SigningError) in
      let context = try GPGContext(program: program, home: engine.home)
      let keys = try context.keys(named: fingerprint, secret: false)
      guard keys.contains(where: { $0.part(fingerprint) != nil }) else { return nil }
      return try context.export(fingerprint: fingerprint)
    }
  }

  private func checkedProgram() throws(SigningError) -> String {
    let program = try SigningProgram(
      engine.program, package: "gnupg", environment: engine.environment)
    try program.checkIsGnuPG()
    return program.path
  }

  private func inThrowAwayHome<Value>(
    _ keys: [[UInt8]],
    _ body: (borrowing GPGContext, Int) throws(SigningError) -> Value
  ) throws(SigningError) -> Value {
    let program = try checkedProgram()
    let home = try SigningScratch(in: scratch)
    // No agent: it would outlive its keyring, and public keys need none.
    _ = try home.file("gpg.conf", Array("no-autostart\n".utf8))
    let folder = home.path
    // GPGME has its answer before gpg has ended, which still writes in its home folder.
    defer { ProcessTree.waitForEnd(ofAnyWithArgument: folder) }
    return try Launcher.alone { () throws(SigningError) in
      let context = try GPGContext(program: program, home: folder)
      var count = 0
      for bytes in keys where !bytes.isEmpty {
        count += try context.add(keys: bytes)
        ProcessTree.waitForEnd(ofAnyWithArgument: folder)
      }
      return try body(context, count)
    }
  }
}

extension GPGContext {
  /// The facts of each signature; no signature at all gives none.
  func verify(
    _ signature: [UInt8], over payload: [UInt8]
  ) throws(SigningError) -> [SignatureFacts] {
    let signatureData = try GPGData(signature, library)
    let payloadData = try GPGData(payload, library)
    let error = library.gpg.gpgme_op_verify(
      handle, signatureData.handle, payloadData.handle, nil)
    if perf_gpg_code(error) == GPG_ERR_NO_DATA.rawValue { return [] }
    try library.check(error, "check the signature")
    var items: [(fingerprint: String, code: UInt32, created: Int)] = []
    var item = library.gpg.gpgme_op_verify_result(handle)?.pointee.signatures
    while let current = item {
      items.append(
        (
          current.pointee.fpr.map { String(cString: $0) } ?? "",
          perf_gpg_code(current.pointee.status), Int(current.pointee.timestamp)
        ))
      item = current.pointee.next
    }
    var facts: [SignatureFacts] = []
    for item in items {
      facts.append(try self.facts(item.fingerprint, item.code, created: item.created))
    }
    return facts
  }

  private func facts(
    _ fingerprint: String, _ code: UInt32, created: Int
  ) throws(SigningError) -> SignatureFacts {
    let key = try keys(named: fingerprint, secret: false)
      .first { $0.parts.contains { $0.fingerprint.hasSuffix(fingerprint) } }
    var facts = SignatureFacts(
      kind: .openPGP, status: status(code), fingerprint: fingerprint,
      created: created > 0 ? created : nil)
    guard let key, let part = key.parts.first(where: { $0.fingerprint.hasSuffix(fingerprint) })
    else { return facts }
    facts.fingerprint = part.fingerprint
    facts.primaryFingerprint = key.fingerprint
    facts.identities = key.identities
    facts.addresses = key.addresses
    facts.keyFault = key.fault(of: part, at: created)
    facts.keyExpires = key.expiry(of: part)
    return facts
  }

  /// A key that has expired since, or was revoked, can have made a good signature: whether it
  /// counts is told apart.
  private func status(_ code: UInt32) -> SignatureFacts.Status {
    switch gpg_err_code_t(code) {
    case GPG_ERR_NO_ERROR, GPG_ERR_KEY_EXPIRED, GPG_ERR_CERT_REVOKED: .good
    case GPG_ERR_BAD_SIGNATURE: .bad
    case GPG_ERR_NO_PUBKEY: .unknownKey
    case GPG_ERR_SIG_EXPIRED: .expired
    default: .failed(library.reason(of: gpgme_error_t(code)))
    }
  }
}
