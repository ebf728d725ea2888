internal import CPerfGPG
internal import Glibc
internal import PerfProcess

/// Signs with one OpenPGP key, through GPGME and the user's gpg.
///
/// GPGME writes to pipes of gpg: the process should ignore SIGPIPE.
public struct OpenPGPSigner: TagSigner {
  /// How a locked key is opened.
  public enum Unlocking: Sendable, Hashable {
    /// By gpg-agent alone, if it knows the passphrase: nobody is asked.
    case agentOnly
    /// gpg-agent may ask a person.
    case interactive
    /// With this passphrase.
    case passphrase([UInt8])
  }

  /// The program and its home, which also name the agent.
  public struct Engine: Sendable, Hashable {
    /// The name or path of the program.
    public var program: String
    /// The home folder; nil: the user's.
    public var home: String?
    /// The caller's environment, `NAME=value`, in which the program is looked for.
    public var environment: [String]

    /// Describes an engine.
    public init(program: String = "gpg", home: String? = nil, environment: [String]) {
      self.program = program
      self.home = home
      self.environment = environment
    }
  }

  /// The kind of its signatures.
  public let kind = SignatureKind.openPGP
  /// The key it signs with.
  public let key: SigningKey
  private let wanted: OpenPGPKey
  private let pinned: String?
  private let program: String
  private let home: String?
  private let unlocking: Unlocking

  /// Finds the one key that `name` means, and makes sure that it may sign.
  ///
  /// `name` is anything GnuPG understands, best a whole fingerprint; that of a subkey, or one with a
  /// final `!`, asks for exactly this part of the key.
  public init(
    key name: String, engine: Engine, unlocking: Unlocking, now: Int? = nil
  ) throws(SigningError) {
    guard !name.isEmpty else { throw .noKey(.openPGP) }
    guard name.utf8.first != UInt8(ascii: "-"), !name.utf8.contains(where: { $0 < 0x20 }) else {
      throw .unknownKey(name: name)
    }
    let program = try SigningProgram(
      engine.program, package: "gnupg", environment: engine.environment)
    try program.checkIsGnuPG()
    let path = program.path
    let found = try Launcher.alone {
      () throws(SigningError) in
      try Self.onlyKey(named: name, in: GPGContext(program: path, home: engine.home))
    }
    let part = try Self.part(of: found, named: name, at: now ?? time(nil))
    self.key = SigningKey(
      fingerprint: part.signing.fingerprint, primaryFingerprint: found.fingerprint,
      identities: found.identities, addresses: found.addresses,
      expires: found.expiry(of: part.signing))
    self.wanted = found
    self.pinned = part.isPinned ? part.signing.fingerprint : nil
    self.program = program.path
    self.home = engine.home
    self.unlocking = unlocking
  }

  private static func onlyKey(
    named name: String, in context: borrowing GPGContext
  ) throws(SigningError) -> OpenPGPKey {
    let secret = try context.keys(named: name, secret: true)
    if secret.count == 1, let key = secret.first { return key }
    guard secret.isEmpty else {
      throw .ambiguousKey(name: name, candidates: secret.map(\.fingerprint))
    }
    let known = try context.keys(named: name, secret: false)
    guard let key = known.first else { throw .unknownKey(name: name) }
    throw .noSecretKey(name: name, fingerprint: key.fingerprint)
  }

  /// The part of the key that is to sign: the named one, else the newest that can, as gpg chooses.
  private static func part(
    of key: OpenPGPKey, named name: String, at now: Int
  ) throws(SigningError) -> (signing: OpenPGPKey.Part, isPinned: Bool) {
    let isExact = name.utf8.last == UInt8(ascii: "!")
    let text = (isExact ? String(name.dropLast()) : name).uppercased()
      .filter { $0 != " " }
    let digits = text.hasPrefix("0X") ? String(text.dropFirst(2)) : text
    let isID = digits.utf8.count >= 8 && digits.allSatisfy(\.isHexDigit)
    if isID, let part = key.parts.first(where: { $0.fingerprint.hasSuffix(digits) }),
      isExact || part != key.parts.first
    {
      if let fault = key.fault(of: part, at: now) {
        throw .unusableKey(fingerprint: part.fingerprint, fault: fault)
      }
      guard part.isSecret else { throw .noSecretKey(name: name, fingerprint: part.fingerprint) }
      return (part, true)
    }
    guard let primary = key.parts.first else { throw .unknownKey(name: name) }
    let able = key.parts.filter { key.fault(of: $0, at: now) == nil }
    if let newest = able.filter(\.isSecret).max(by: { $0.created < $1.created }) {
      return (newest, false)
    }
    if let part = able.first { throw .noSecretKey(name: name, fingerprint: part.fingerprint) }
    let faults = [primary] + key.parts.filter(\.canSign)
    let fault = faults.lazy.compactMap { key.fault(of: $0, at: now) }.first { $0 != .cannotSign }
    throw .unusableKey(fingerprint: key.fingerprint, fault: fault ?? .cannotSign)
  }

  /// A detached signature over exactly these bytes, tested for what a release demands.
  public func sign(
    _ bytes: [UInt8], as content: SignedContent
  ) throws(SigningError) -> DetachedSignature {
    let made = try Launcher.alone {
      () throws(SigningError) in
      try GPGContext(program: program, home: home)
        .sign(bytes, with: key.primaryFingerprint, unlocking)
    }
    guard pinned == nil || pinned == made.fingerprint else {
      throw .otherSubkey(wanted: pinned ?? "", used: made.fingerprint)
    }
    guard wanted.part(made.fingerprint) != nil else {
      throw .otherSubkey(wanted: key.fingerprint, used: made.fingerprint)
    }
    let signature: OpenPGPSignature
    do throws(SignatureFault) {
      signature = try OpenPGPSignature(armored: made.armored)
    } catch {
      throw .unacceptable(reason: error.text)
    }
    if let fault = signature.weakness { throw .unacceptable(reason: fault) }
    return DetachedSignature(
      kind: kind, armored: made.armored, fingerprint: made.fingerprint)
  }
}
