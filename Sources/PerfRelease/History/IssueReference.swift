/// The numbers of issues that a text names.
public enum IssueReference {
  /// The numbers behind `#` and `GH-`, in their order, each once.
  ///
  /// A number counts if it is a word of its own: `#12` and `(#12)`, not `a#12` or `#12th`, and it has
  /// at most nine digits.
  public static func numbers(in text: String) -> [Int] {
    let bytes = Array(text.utf8)
    var found: [Int] = []
    var place = 0
    while place < bytes.count {
      let length = markLength(bytes, place)
      guard length > 0, place == 0 || !isWord(bytes[place - 1]) else {
        place += max(1, length)
        continue
      }
      let start = place + length
      let end = bytes[start...].firstIndex { !(0x30...0x39).contains($0) } ?? bytes.count
      let isWhole = end == bytes.count || !isWord(bytes[end])
      if isWhole, (1...9).contains(end - start), bytes[start] != 0x30,
        let number = Int(String(decoding: bytes[start..<end], as: UTF8.self)),
        !found.contains(number)
      {
        found.append(number)
      }
      place = max(end, place + 1)
    }
    return found
  }

  private static func markLength(_ bytes: [UInt8], _ place: Int) -> Int {
    if bytes[place] == UInt8(ascii: "#") { return 1 }
    return bytes[place...].starts(with: "GH-".utf8) ? 3 : 0
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "/") || byte >= 0x80
  }
}
