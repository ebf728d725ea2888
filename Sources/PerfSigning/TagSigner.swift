/// What is signed: the two uses of SSH signatures must not be taken for each other.
public enum SignedContent: String, Sendable, Hashable {
  /// A git object.
  case git
  /// A file or document.
  case file
}

/// A detached signature in its text form, ending with a newline.
public struct DetachedSignature: Sendable, Hashable {
  /// What kind it is.
  public var kind: SignatureKind
  /// The armoured bytes.
  public var armored: [UInt8]
  /// The key that signed.
  public var fingerprint: String

  /// Makes a signature's description.
  public init(kind: SignatureKind, armored: [UInt8], fingerprint: String) {
    self.kind = kind
    self.armored = armored
    self.fingerprint = fingerprint
  }
}

/// A key that a signer has chosen and found usable.
public struct SigningKey: Sendable, Hashable {
  /// The key that will sign: 40 upper-case hexadecimal digits, or `SHA256:…` of an SSH key.
  public var fingerprint: String
  /// The primary key it belongs to; of an SSH key itself.
  public var primaryFingerprint: String
  /// Its user ids; an SSH key has none.
  public var identities: [String]
  /// The e-mail addresses among them.
  public var addresses: [String]
  /// When it expires, in seconds since 1970; nil: never.
  public var expires: Int?

  /// Makes a key's description.
  public init(
    fingerprint: String, primaryFingerprint: String? = nil, identities: [String] = [],
    addresses: [String] = [], expires: Int? = nil
  ) {
    self.fingerprint = fingerprint
    self.primaryFingerprint = primaryFingerprint ?? fingerprint
    self.identities = identities
    self.addresses = addresses
    self.expires = expires
  }
}

/// Signs exact bytes with one key, which was chosen and checked before.
public protocol TagSigner {
  /// The kind of its signatures.
  var kind: SignatureKind { get }
  /// The key it signs with.
  var key: SigningKey { get }
  /// A detached signature over exactly these bytes.
  func sign(_ bytes: [UInt8], as content: SignedContent) throws(SigningError) -> DetachedSignature
}
