internal import PerfCrypto

/// An armoured SSH signature as its fields tell of it (OpenSSH's PROTOCOL.sshsig), read without
/// ssh-keygen.
public struct SSHSignature: Sendable, Hashable {
  /// The public key, in SSH's own encoding.
  public var publicKey: [UInt8]
  /// The kind of key, such as `ssh-ed25519`.
  public var keyType: String
  /// What the signature is for, `git` for an object.
  public var namespace: String
  /// The digest of the payload: `sha512` or `sha256`.
  public var hashAlgorithm: String
  /// The algorithm of the signature, such as `ssh-ed25519` or `rsa-sha2-512`.
  public var algorithm: String

  /// The first line of its armour.
  public static let begin = "-----BEGIN SSH SIGNATURE-----"
  /// The last line of its armour.
  public static let end = "-----END SSH SIGNATURE-----"

  /// Reads one armoured block.
  public init(armored: [UInt8]) throws(SignatureFault) {
    var reader = FieldReader(try Armor(armored, begin: Self.begin, end: Self.end).content)
    try reader.expect(Array("SSHSIG".utf8), "is not the mark SSHSIG")
    try reader.expect([0, 0, 0, 1], "is not version 1")
    publicKey = try reader.field()
    namespace = try reader.text()
    guard try reader.field().isEmpty else {
      throw .content(offset: reader.place, reason: "ends a reserved field that is not empty")
    }
    hashAlgorithm = try reader.text()
    let signature = try reader.field()
    guard reader.isAtEnd else {
      throw .content(offset: reader.place, reason: "follows the signature")
    }
    var key = FieldReader(publicKey)
    keyType = try key.text()
    var inner = FieldReader(signature)
    algorithm = try inner.text()
  }

  /// Why the digest or algorithm is not acceptable.
  public var hashFault: String? {
    if !["sha256", "sha512"].contains(hashAlgorithm) {
      return "its digest is '\(hashAlgorithm)', not sha256 or sha512"
    }
    if algorithm == "ssh-rsa" || algorithm == "ssh-dss" {
      return "its algorithm is \(algorithm), which rests on SHA-1"
    }
    return nil
  }

  /// Why the signature is of no use for `content`.
  public func namespaceFault(for content: SignedContent) -> String? {
    namespace == content.rawValue
      ? nil : "it is for '\(namespace)', not for '\(content.rawValue)'"
  }

  /// The key's fingerprint, as `ssh-keygen -l` prints it.
  public func fingerprint() throws(SigningError) -> String {
    try Self.fingerprint(of: publicKey)
  }

  static func fingerprint(of key: [UInt8]) throws(SigningError) -> String {
    let digest: [UInt8]
    do throws(CryptoError) {
      var hash = try SHA256()
      try hash.update(key.span)
      digest = hash.finish()
    } catch {
      throw .failed(operation: "compute a fingerprint", reason: error.description)
    }
    let digits = Base64.encode(digest).filter { $0 != UInt8(ascii: "=") }
    return "SHA256:" + String(decoding: digits, as: UTF8.self)
  }
}

/// Reads SSH's fields: a length of four bytes, then the bytes.
private struct FieldReader {
  private let bytes: [UInt8]
  private(set) var place = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { place == bytes.count }

  mutating func expect(_ mark: [UInt8], _ otherwise: String) throws(SignatureFault) {
    guard bytes[place...].starts(with: mark) else {
      throw .content(offset: place, reason: otherwise)
    }
    place += mark.count
  }

  mutating func field() throws(SignatureFault) -> [UInt8] {
    guard bytes.count - place >= 4 else { throw .content(offset: place, reason: "is missing") }
    let length = bytes[place..<(place + 4)].reduce(0) { $0 << 8 | Int($1) }
    place += 4
    guard length <= bytes.count - place else {
      throw .content(offset: place, reason: "begins a field that is longer than the rest")
    }
    defer { place += length }
    return Array(bytes[place..<(place + length)])
  }

  mutating func text() throws(SignatureFault) -> String {
    let start = place
    let bytes = try field()
    guard bytes.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw .content(offset: start, reason: "begins a text that is none")
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
