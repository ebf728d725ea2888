/// Integers that no 64-bit number holds, which jansson refuses.
enum BigIntegers {
  /// The text with every such integer as a string, or nil where there is none.
  static func quoted(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 16)
    var index = 0
    var found = false
    while index < bytes.count {
      let start = index
      if bytes[index] == UInt8(ascii: "\"") {
        index = endOfString(bytes, from: index)
        result += bytes[start..<index]
      } else if isNumber(bytes[index]) {
        while index < bytes.count, isNumber(bytes[index]) { index += 1 }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        let isTooBig = Int64(text) == nil && isInteger(text) && !isKey(bytes, before: index)
        found = found || isTooBig
        result += isTooBig ? Array("\"\(text)\"".utf8) : Array(text.utf8)
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return found ? result : nil
  }

  /// Whether a colon follows: what stands there is a member's name, which no number may be.
  private static func isKey(_ bytes: UnsafeBufferPointer<UInt8>, before index: Int) -> Bool {
    bytes[index...].first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) } == UInt8(ascii: ":")
  }

  private static func endOfString(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var index = start + 1
    while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
      index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    return min(index + 1, bytes.count)
  }

  /// Whether a token is an integer of RFC 8259: one sign at most, no leading zero.
  private static func isInteger(_ token: String) -> Bool {
    let digits = token.utf8.first == UInt8(ascii: "-") ? token.utf8.dropFirst() : token.utf8[...]
    return digits.first != UInt8(ascii: "0") && !digits.isEmpty
      && digits.allSatisfy { (0x30...0x39).contains($0) }
  }

  private static func isNumber(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains(byte)
  }
}
