/// A key of an OpenPGP keyring with its subkeys.
public struct OpenPGPKey: Sendable, Hashable {
  /// The primary key or a subkey.
  public struct Part: Sendable, Hashable {
    /// 40 upper-case hexadecimal digits.
    public var fingerprint: String
    /// When it was made, in seconds since 1970.
    public var created: Int
    /// When it expires; nil: never.
    public var expires: Int?
    /// Whether its owner has withdrawn it.
    public var isRevoked: Bool
    /// Whether the keyring's user has put it out of use.
    public var isDisabled: Bool
    /// Whether GnuPG cannot make sense of it.
    public var isInvalid: Bool
    /// Whether it is made for signing.
    public var canSign: Bool
    /// Whether its secret part is here or on a known card.
    public var isSecret: Bool
  }

  /// The primary key, then the subkeys.
  public var parts: [Part]
  /// The user ids that are not revoked, such as `Ada Example <ada@example.org>`.
  public var identities: [String]
  /// The e-mail addresses among them.
  public var addresses: [String]

  /// The primary key's fingerprint.
  public var fingerprint: String { parts.first?.fingerprint ?? "" }

  /// The primary key or subkey with this fingerprint.
  public func part(_ fingerprint: String) -> Part? {
    parts.first { $0.fingerprint == fingerprint }
  }

  /// What keeps a part from signing at a moment; a fault of the primary key is one of all.
  public func fault(of part: Part, at now: Int) -> KeyFault? {
    for member in parts.prefix(1) + [part] {
      if member.isRevoked { return .revoked }
      if member.isDisabled { return .disabled }
      if let expires = member.expires, expires <= now { return .expired(at: expires) }
      if member.created > now { return .notYetValid(until: member.created) }
      if member.isInvalid { return .invalid }
    }
    return part.canSign ? nil : .cannotSign
  }

  /// The earlier of the moments at which a part and the primary key expire.
  public func expiry(of part: Part) -> Int? {
    [parts.first?.expires, part.expires].compactMap { $0 }.min()
  }
}
