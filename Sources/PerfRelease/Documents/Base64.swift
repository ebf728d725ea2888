/// Base64 with padding (RFC 4648, section 4); reading also takes the URL-safe letters.
enum Base64 {
  private static let letters = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func encoded(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let padded = Array(group) + [UInt8](repeating: 0, count: 3 - group.count)
      let number = padded.reduce(0) { $0 << 8 | Int($1) }
      for place in 0..<4 {
        let isPadding = place > group.count
        text.append(isPadding ? UInt8(ascii: "=") : letters[number >> (18 - 6 * place) & 63])
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The bytes, or nil of what is not base64 in its one canonical form.
  static func decoded(_ text: String) -> [UInt8]? {
    var values: [Int] = []
    let body = text.utf8.prefix { $0 != UInt8(ascii: "=") }
    let padding = text.utf8.count - body.count
    guard text.utf8.dropFirst(body.count).allSatisfy({ $0 == UInt8(ascii: "=") }), padding < 3,
      padding == 0 || text.utf8.count % 4 == 0, body.count % 4 != 1
    else { return nil }
    for letter in body {
      guard let value = value(of: letter) else { return nil }
      values.append(value)
    }
    var bytes: [UInt8] = []
    for start in stride(from: 0, to: values.count, by: 4) {
      let group = values[start..<min(start + 4, values.count)]
      let number = group.reduce(0) { $0 << 6 | $1 } << (6 * (4 - group.count))
      let count = group.count - 1
      guard number & ((1 << (8 * (3 - count))) - 1) == 0 else { return nil }
      for place in 0..<count { bytes.append(UInt8(number >> (16 - 8 * place) & 0xFF)) }
    }
    return bytes
  }

  private static func value(of letter: UInt8) -> Int? {
    switch letter {
    case UInt8(ascii: "-"): 62
    case UInt8(ascii: "_"): 63
    default: letters.firstIndex(of: letter)
    }
  }
}
