internal import CPerfGPG

/// A GPGME context for OpenPGP: one program, one home folder.
struct GPGContext: ~Copyable {
  let library: GPGLibrary
  let handle: gpgme_ctx_t

  /// Opens a context; without a home folder, that of the user (GNUPGHOME or `~/.gnupg`).
  ///
  /// It never uses the network.
  init(program: String, home: String?) throws(SigningError) {
    let library = try GPGLibrary()
    var handle: gpgme_ctx_t?
    try library.check(library.gpg.gpgme_new(&handle), "open GPGME")
    guard let handle else { throw .failed(operation: "open GPGME", reason: "no context") }
    if let error = Self.prepare(handle, library, program, home) {
      library.gpg.gpgme_release(handle)
      throw error
    }
    self.library = library
    self.handle = handle
  }

  private static func prepare(
    _ handle: gpgme_ctx_t, _ library: GPGLibrary, _ program: String, _ home: String?
  ) -> SigningError? {
    let gpg = library.gpg
    var error = gpg.gpgme_set_protocol(handle, GPGME_PROTOCOL_OpenPGP)
    if error == 0 {
      error = gpg.gpgme_ctx_set_engine_info(handle, GPGME_PROTOCOL_OpenPGP, program, home)
    }
    gpg.gpgme_set_offline(handle, 1)
    guard error != 0 else { return nil }
    return .engineUnusable(
      program: program, reason: library.reason(of: error), package: "gnupg")
  }

  deinit { library.gpg.gpgme_release(handle) }

  /// The keys that GnuPG finds for a name; none for an unknown one.
  func keys(named name: String, secret: Bool) throws(SigningError) -> [OpenPGPKey] {
    let operation = "look for key '\(name)'"
    let gpg = library.gpg
    try library.check(gpg.gpgme_op_keylist_start(handle, name, secret ? 1 : 0), operation)
    defer { _ = gpg.gpgme_op_keylist_end(handle) }
    var found: [OpenPGPKey] = []
    while true {
      var key: gpgme_key_t?
      let error = gpg.gpgme_op_keylist_next(handle, &key)
      if perf_gpg_code(error) == GPG_ERR_EOF.rawValue { return found }
      try library.check(error, operation)
      guard let key else { return found }
      found.append(OpenPGPKey(key))
      gpg.gpgme_key_unref(key)
    }
  }

  /// Adds public keys, armoured or binary; the number of keys found in the bytes.
  func add(keys bytes: [UInt8]) throws(SigningError) -> Int {
    let data = try GPGData(bytes, library)
    try library.check(library.gpg.gpgme_op_import(handle, data.handle), "import keys")
    return Int(library.gpg.gpgme_op_import_result(handle)?.pointee.considered ?? 0)
  }

  /// A public key, as it would be published.
  func export(fingerprint: String) throws(SigningError) -> [UInt8] {
    let data = try GPGData(library)
    let error = library.gpg.gpgme_op_export(handle, fingerprint, 0, data.handle)
    try library.check(error, "export key \(fingerprint)")
    return try data.bytes()
  }
}

extension OpenPGPKey {
  init(_ key: gpgme_key_t) {
    let all = perf_gpg_key_flags(key)
    var parts: [Part] = []
    var subkey = key.pointee.subkeys
    while let current = subkey {
      let flags = perf_gpg_subkey_flags(current) | (all & PERF_GPG_DISABLED.rawValue)
      func has(_ flag: perf_gpg_flag) -> Bool { flags & flag.rawValue != 0 }
      let expires = Int(current.pointee.expires)
      parts.append(
        Part(
          fingerprint: current.pointee.fpr.map { String(cString: $0) } ?? "",
          created: Int(current.pointee.timestamp), expires: expires > 0 ? expires : nil,
          isRevoked: has(PERF_GPG_REVOKED), isDisabled: has(PERF_GPG_DISABLED),
          isInvalid: has(PERF_GPG_INVALID), canSign: has(PERF_GPG_CAN_SIGN),
          isSecret: has(PERF_GPG_SECRET)))
      subkey = current.pointee.next
    }
    var identities: [String] = []
    var addresses: [String] = []
    var user = key.pointee.uids
    while let current = user {
      if perf_gpg_user_id_is_void(current) == 0 {
        current.pointee.uid.map { identities.append(String(cString: $0)) }
        current.pointee.address.map { addresses.append(String(cString: $0)) }
      }
      user = current.pointee.next
    }
    self.init(parts: parts, identities: identities, addresses: addresses)
  }
}
