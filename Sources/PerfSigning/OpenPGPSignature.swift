/// An armoured OpenPGP signature as its packets tell of it (RFC 4880, RFC 9580), read without gpg.
///
/// Git and gpg accept signatures that a release must not have: of text, in which line ends may
/// change, and over a SHA-1 digest.
public struct OpenPGPSignature: Sendable, Hashable {
  /// One signature packet.
  public struct Packet: Sendable, Hashable {
    /// The packet's version, 4 at present.
    public var version: Int
    /// What is signed: 0 stands for exact bytes, 1 for text.
    public var signatureClass: Int
    /// The digest's number, such as 8 for SHA-256.
    public var hashAlgorithm: Int
  }

  /// The signature packets, in their order.
  public var packets: [Packet]

  /// The first line of its armour.
  public static let begin = "-----BEGIN PGP SIGNATURE-----"
  /// The last line of its armour.
  public static let end = "-----END PGP SIGNATURE-----"

  /// Reads one armoured block that holds signature packets and nothing else.
  public init(armored: [UInt8]) throws(SignatureFault) {
    let armor = try Armor(
      armored, begin: Self.begin, end: Self.end, headers: ["Version", "Comment"])
    if let checksum = armor.checksum, checksum != Self.crc24(armor.content) {
      throw .content(offset: armor.content.count, reason: "follows bytes of another checksum")
    }
    var reader = PacketReader(armor.content)
    var packets: [Packet] = []
    while !reader.isAtEnd { packets.append(try reader.signature()) }
    guard !packets.isEmpty else { throw .content(offset: 0, reason: "is missing") }
    self.packets = packets
  }

  /// Why a release does not accept such a signature, though it may be good; nil if it does.
  public var weakness: String? {
    guard packets.count == 1 else { return "it consists of \(packets.count) signatures" }
    return classFault ?? hashFault
  }

  /// Why the class of a signature is not acceptable.
  public var classFault: String? {
    packets.first { $0.signatureClass != 0 }.map {
      $0.signatureClass == 1
        ? "it signs text, whose line ends may change (class 0x01)"
        : "its class is \($0.signatureClass), not that of exact bytes (0x00)"
    }
  }

  /// Why the digest of a signature is not acceptable.
  public var hashFault: String? {
    packets.first { !Self.strongHashes.contains($0.hashAlgorithm) }.map {
      "its digest is \(Self.name(ofHash: $0.hashAlgorithm)), which is too weak"
    }
  }

  /// SHA-256, SHA-384, SHA-512, SHA3-256 and SHA3-512.
  private static let strongHashes: Set<Int> = [8, 9, 10, 12, 14]

  /// The name of a digest by its number.
  public static func name(ofHash number: Int) -> String {
    let names = [
      1: "MD5", 2: "SHA-1", 3: "RIPEMD-160", 8: "SHA-256", 9: "SHA-384", 10: "SHA-512",
      11: "SHA-224", 12: "SHA3-256", 14: "SHA3-512",
    ]
    return names[number] ?? "number \(number)"
  }

  private static func crc24(_ bytes: [UInt8]) -> [UInt8] {
    var crc: UInt32 = 0xB704CE
    for byte in bytes {
      crc ^= UInt32(byte) << 16
      for _ in 0..<8 {
        crc <<= 1
        if crc & 0x1000000 != 0 { crc ^= 0x1864CFB }
      }
    }
    return [UInt8(crc >> 16 & 255), UInt8(crc >> 8 & 255), UInt8(crc & 255)]
  }
}

/// Reads OpenPGP packets one after the other.
private struct PacketReader {
  private let bytes: [UInt8]
  private var place = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { place == bytes.count }

  mutating func signature() throws(SignatureFault) -> OpenPGPSignature.Packet {
    let start = place
    let first = try next()
    guard first & 0x80 != 0 else { throw .content(offset: start, reason: "begins no packet") }
    let isNew = first & 0x40 != 0
    let kind = isNew ? first & 0x3F : first >> 2 & 0x0F
    guard kind == 2 else {
      throw .content(offset: start, reason: "begins a packet of kind \(kind), no signature")
    }
    let length = try isNew ? newLength() : oldLength(first & 3)
    guard length <= bytes.count - place else {
      throw .content(offset: start, reason: "begins a packet that is longer than the rest")
    }
    let body = bytes[place..<(place + length)]
    place += length
    return try packet(Array(body), start)
  }

  private func packet(
    _ body: [UInt8], _ start: Int
  ) throws(SignatureFault) -> OpenPGPSignature.Packet {
    switch body.first {
    case 3 where body.count > 16:
      return .init(
        version: 3, signatureClass: Int(body[2]), hashAlgorithm: Int(body[16]))
    case 4 where body.count > 6, 5 where body.count > 6, 6 where body.count > 6:
      return .init(
        version: Int(body[0]), signatureClass: Int(body[1]), hashAlgorithm: Int(body[3]))
    default:
      throw .content(offset: start, reason: "begins a signature that is torn or of unknown version")
    }
  }

  private mutating func next() throws(SignatureFault) -> Int {
    guard place < bytes.count else { throw .content(offset: place, reason: "is missing") }
    defer { place += 1 }
    return Int(bytes[place])
  }

  private mutating func newLength() throws(SignatureFault) -> Int {
    let first = try next()
    switch first {
    case ..<192: return first
    case ..<224: return (first - 192) << 8 + (try next()) + 192
    case 255: return try number(4)
    default: throw .content(offset: place - 1, reason: "begins a length in parts")
    }
  }

  private mutating func oldLength(_ kind: Int) throws(SignatureFault) -> Int {
    guard kind < 3 else {
      throw .content(offset: place - 1, reason: "begins a packet without a length")
    }
    return try number(1 << kind)
  }

  private mutating func number(_ count: Int) throws(SignatureFault) -> Int {
    var value = 0
    for _ in 0..<count { value = value << 8 | (try next()) }
    return value
  }
}
