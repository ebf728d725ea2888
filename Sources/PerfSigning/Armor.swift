/// The text form of a signature: two marker lines around base64.
struct Armor {
  /// What the base64 lines hold.
  let content: [UInt8]
  /// The number in the line `=…` of OpenPGP, if there is one.
  let checksum: [UInt8]?

  /// Reads exactly one armoured block and nothing else.
  init(
    _ bytes: [UInt8], begin: String, end: String, headers allowed: [String] = []
  ) throws(SignatureFault) {
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard lines.popLast()?.isEmpty == true else {
      throw .armor(line: max(1, lines.count), reason: "has no line end")
    }
    guard lines.count >= 3, lines[0].elementsEqual(begin.utf8) else {
      throw .armor(line: 1, reason: "is not '\(begin)'")
    }
    guard lines[lines.count - 1].elementsEqual(end.utf8) else {
      throw .armor(line: lines.count, reason: "is not '\(end)'")
    }
    var index = allowed.isEmpty ? 1 : try Self.skipHeaders(lines, allowed)
    var digits: [UInt8] = []
    var checksum: [UInt8]?
    while index < lines.count - 1 {
      let line = lines[index]
      if !allowed.isEmpty, line.first == UInt8(ascii: "="), index == lines.count - 2 {
        guard let number = Base64.decode(line.dropFirst()), number.count == 3 else {
          throw .armor(line: index + 1, reason: "is not a checksum")
        }
        checksum = number
      } else if line.isEmpty || line.count > 76 {
        throw .armor(line: index + 1, reason: "is not a line of base64")
      } else {
        digits += line
      }
      index += 1
    }
    guard let content = Base64.decode(digits[...]) else {
      throw .armor(line: index, reason: "ends what is not base64")
    }
    self.content = content
    self.checksum = checksum
  }

  /// Passes `Name: text` lines and the empty line after them.
  private static func skipHeaders(
    _ lines: [ArraySlice<UInt8>], _ allowed: [String]
  ) throws(SignatureFault) -> Int {
    var index = 1
    while index < lines.count - 1, !lines[index].isEmpty {
      let line = lines[index]
      let isKnown = allowed.contains { line.starts(with: ($0 + ": ").utf8) }
      guard isKnown, line.allSatisfy({ (0x20...0x7E).contains($0) }), line.count <= 200 else {
        throw .armor(line: index + 1, reason: "is not a header that is known")
      }
      index += 1
    }
    guard index < lines.count - 1 else {
      throw .armor(line: index, reason: "is not followed by an empty line")
    }
    return index + 1
  }
}

/// Base64 of RFC 4648 with its padding, and without anything else.
enum Base64 {
  static func decode(_ digits: ArraySlice<UInt8>) -> [UInt8]? {
    guard digits.count % 4 == 0 else { return nil }
    let padding = digits.suffix(2).count { $0 == UInt8(ascii: "=") }
    guard digits.dropLast(padding).allSatisfy({ value($0) != nil }) else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(digits.count / 4 * 3)
    var place = digits.startIndex
    while place < digits.endIndex {
      let group = digits[place..<(place + 4)].reduce(UInt32(0)) {
        $0 << 6 | UInt32(value($1) ?? 0)
      }
      bytes += [UInt8(group >> 16), UInt8(group >> 8 & 255), UInt8(group & 255)]
      place += 4
    }
    let surplus = bytes.suffix(padding)
    guard surplus.allSatisfy({ $0 == 0 }) else { return nil }
    bytes.removeLast(padding)
    return encode(bytes).elementsEqual(digits) ? bytes : nil
  }

  static func encode(_ bytes: [UInt8]) -> [UInt8] {
    var digits: [UInt8] = []
    digits.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let number =
        group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - group.count))
      for place in 0..<4 {
        let digit = Int(number >> UInt32(18 - 6 * place) & 63)
        digits.append(place <= group.count ? alphabet[digit] : UInt8(ascii: "="))
      }
    }
    return digits
  }

  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  private static func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): digit - 65
    case UInt8(ascii: "a")...UInt8(ascii: "z"): digit - 71
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit + 4
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
