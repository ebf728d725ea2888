/// Why something could not be signed, or a signature not be examined.
public enum SigningError: Error, Sendable, Hashable {
  /// The library could not be loaded, for the loader's `reason`; `package` is Debian's.
  case libraryMissing(package: String, reason: String)
  /// The program that signs is missing, hangs or is another one than it is taken for.
  case engineUnusable(program: String, reason: String, package: String)
  /// No key is named anywhere, and none is guessed.
  case noKey(SignatureKind)
  /// No key is called so.
  case unknownKey(name: String)
  /// The key is known, but not its secret part.
  case noSecretKey(name: String, fingerprint: String)
  /// Several keys are called so.
  case ambiguousKey(name: String, candidates: [String])
  /// The key must not sign.
  case unusableKey(fingerprint: String, fault: KeyFault)
  /// Another subkey signed than the one that was asked for.
  case otherSubkey(wanted: String, used: String)
  /// The key needs a passphrase, and there is nobody to ask.
  case passphraseNeeded(fingerprint: String, kind: SignatureKind)
  /// The given passphrase is wrong.
  case wrongPassphrase(fingerprint: String)
  /// The person who was asked for a passphrase declined.
  case cancelled(fingerprint: String)
  /// The program made a signature that perfkit itself would refuse.
  case unacceptable(reason: String)
  /// A file of keys could not be read.
  case unreadableKeys(reason: String)
  /// A scratch file could not be written.
  case scratch(reason: String)
  /// perfkit was told to end meanwhile.
  case interrupted
  /// Any other failure, in the library's or the program's words.
  case failed(operation: String, reason: String)
}

/// Why a key must not sign, or its signature not count.
public enum KeyFault: Sendable, Hashable {
  case revoked
  /// It expired at this moment, in seconds since 1970.
  case expired(at: Int)
  case disabled
  case invalid
  /// It is made for something else than signing.
  case cannotSign
  /// It was made at this moment, which is still to come.
  case notYetValid(until: Int)
}

/// The two kinds of signatures of a tag that perfkit knows.
public enum SignatureKind: String, Sendable, Hashable, CaseIterable {
  case openPGP = "openpgp"
  case ssh
}
