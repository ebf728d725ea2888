/// Who makes a tag, when.
public struct Tagger: Sendable, Hashable {
  /// The name, as git's `user.name`.
  public let name: String
  /// The e-mail address without brackets.
  public let email: String
  /// Seconds since 1970.
  public let time: Int
  /// The time zone as git writes it, `+hhmm` or `-hhmm`.
  public let zone: String

  /// Takes a tagger whose line git and every verifier read in one way only.
  public init(
    name: String, email: String, time: Int, zone: String = "+0000"
  ) throws(TagError) {
    for (what, text) in [("name", name), ("e-mail address", email)] {
      if text.isEmpty { throw .tagger("its \(what) is empty") }
      if let character = TagText.hiddenCharacter(in: text) {
        throw .tagger("its \(what) holds \(character)")
      }
      if text.utf8.contains(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: ">") }) {
        throw .tagger("its \(what) holds < or >")
      }
      if text.utf8.first == UInt8(ascii: " ") || text.utf8.last == UInt8(ascii: " ") {
        throw .tagger("its \(what) begins or ends with a blank")
      }
    }
    guard !email.utf8.contains(UInt8(ascii: " ")) else {
      throw .tagger("its e-mail address holds a blank")
    }
    guard (0...Self.lastSecond).contains(time) else {
      throw .tagger("its time \(time) is not between 1970 and 2106")
    }
    guard Self.isZone(zone) else { throw .tagger("its time zone '\(zone)' is not +hhmm or -hhmm") }
    self.name = name
    self.email = email
    self.time = time
    self.zone = zone
  }

  private static let lastSecond = 0xFFFF_FFFF

  private static func isZone(_ zone: String) -> Bool {
    let digits = zone.utf8.dropFirst().map { Int($0) - 0x30 }
    guard zone.hasPrefix("+") || zone.hasPrefix("-"), digits.count == 4,
      digits.allSatisfy({ (0...9).contains($0) })
    else { return false }
    return digits[0] * 10 + digits[1] <= 14 && digits[2] < 6
  }

  /// `Name <email> seconds zone`, as the tag's header has it.
  public var line: String { "\(name) <\(email)> \(time) \(zone)" }

  /// Reads what `line` writes.
  init(line: String) throws(TagError) {
    let bytes = line.utf8
    guard let open = bytes.firstIndex(of: UInt8(ascii: "<")),
      let close = bytes.firstIndex(of: UInt8(ascii: ">")), open < close
    else { throw .tagger("there is no <address>") }
    let rest = bytes[close...].dropFirst().split(
      separator: UInt8(ascii: " "), omittingEmptySubsequences: false
    ).map { String(decoding: $0, as: UTF8.self) }
    guard bytes[..<open].last == UInt8(ascii: " "), rest.count == 3, rest[0].isEmpty else {
      throw .tagger("it is not 'Name <address> seconds zone'")
    }
    guard rest[1].utf8.count <= 10, let time = Int(rest[1]), String(time) == rest[1] else {
      throw .tagger("its time '\(rest[1])' is no number of seconds")
    }
    try self.init(
      name: String(decoding: bytes[..<open].dropLast(), as: UTF8.self),
      email: String(decoding: bytes[open..<close].dropFirst(), as: UTF8.self), time: time,
      zone: rest[2])
  }
}
