/// Everything that is known of one signature after it was checked against its payload.
public struct SignatureFacts: Sendable, Hashable {
  /// Whether the signature is by the key over exactly these bytes.
  public enum Status: Sendable, Hashable {
    case good
    /// The bytes are others, or the signature is.
    case bad
    /// Nobody knows the key; an OpenPGP signature cannot be checked then.
    case unknownKey
    /// The signature itself says that it counts no more.
    case expired
    /// It could not be checked, for this reason.
    case failed(String)
  }

  /// What kind of signature it is.
  public var kind: SignatureKind
  /// What checking it said.
  public var status: Status
  /// The key that signed: 40 upper-case hexadecimal digits, or `SHA256:…` of an SSH key.
  ///
  /// Of an unknown OpenPGP key only what the signature claims is known.
  public var fingerprint: String
  /// The primary key it belongs to; of an SSH key itself.
  public var primaryFingerprint: String
  /// When it was made, as the signer says, in seconds since 1970; SSH signatures do not say.
  public var created: Int?
  /// The keys' user ids, or the principals of an SSH key's line.
  public var identities: [String]
  /// The e-mail addresses among them.
  public var addresses: [String]
  /// Why the key must not have signed then.
  public var keyFault: KeyFault?
  /// When the key stops to be valid; nil: never, or unknown.
  public var keyExpires: Int?

  /// Collects facts.
  public init(
    kind: SignatureKind, status: Status, fingerprint: String, primaryFingerprint: String? = nil,
    created: Int? = nil, identities: [String] = [], addresses: [String] = [],
    keyFault: KeyFault? = nil, keyExpires: Int? = nil
  ) {
    self.kind = kind
    self.status = status
    self.fingerprint = fingerprint
    self.primaryFingerprint = primaryFingerprint ?? fingerprint
    self.created = created
    self.identities = identities
    self.addresses = addresses
    self.keyFault = keyFault
    self.keyExpires = keyExpires
  }
}
