/// Ends of lines, hidden from the library, which would drop lines by a rule of its own.
///
/// While it works they are bytes that UTF-8 never has, so that no text can hold them.
enum TemplateLines {
  private static let feed: UInt8 = 0xFF
  private static let `return`: UInt8 = 0xFE

  /// A template without ends of lines but within its tags.
  static func hidden(in source: [UInt8]) -> [UInt8] {
    var result = source
    var isInTag = false
    for place in source.indices.dropLast() {
      let isPair = source[place] == source[place + 1]
      if isPair && source[place] == (isInTag ? 0x7D : 0x7B) { isInTag.toggle() }
      if !isInTag { result[place] = hidden(source[place]) }
    }
    if let last = source.last { result[source.count - 1] = hidden(last) }
    return result
  }

  /// The text that the library made, with the ends of lines.
  static func shown(_ text: UnsafeRawBufferPointer) -> String {
    String(
      decoding: text.map { $0 == feed ? 0x0A : ($0 == `return` ? 0x0D : $0) }, as: UTF8.self)
  }

  private static func hidden(_ byte: UInt8) -> UInt8 {
    switch byte {
    case 0x0A: feed
    case 0x0D: `return`
    default: byte
    }
  }
}
