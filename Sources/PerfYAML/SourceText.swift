/// The bytes of a file, known to be UTF-8 without control characters, split into lines.
struct SourceText: Sendable {
  let file: String
  let bytes: [UInt8]
  /// The byte range of each line, without its break.
  private(set) var lines: [Range<Int>] = []

  init(_ input: [UInt8], file: String, limits: YAMLLimits) throws(YAMLError) {
    self.file = file
    let start = YAMLPosition(line: 1, column: 1)
    func failure(_ reason: YAMLError.Reason) -> YAMLError {
      YAMLError(file: file, position: start, excerpt: "", reason: reason)
    }
    guard input.count <= limits.bytes else {
      throw failure(.tooLarge(bytes: input.count, limit: limits.bytes))
    }
    if input.starts(with: [0xFF, 0xFE]) || input.starts(with: [0xFE, 0xFF])
      || input.starts(with: [0, 0, 0xFE, 0xFF])
    {
      throw failure(.wideEncoding)
    }
    bytes = input.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(input.dropFirst(3)) : input
    let mistake = scan()
    if let mistake { throw error(mistake.reason, at: position(ofByte: mistake.offset)) }
  }

  /// A line's text, from 1; empty outside the file.
  func line(_ number: Int) -> String {
    guard lines.indices.contains(number - 1) else { return "" }
    return String(decoding: bytes[lines[number - 1]], as: UTF8.self)
  }

  func error(_ reason: YAMLError.Reason, at position: YAMLPosition) -> YAMLError {
    YAMLError(file: file, position: position, excerpt: line(position.line), reason: reason)
  }

  func position(ofByte offset: Int) -> YAMLPosition {
    let index = max(0, (lines.firstIndex { $0.lowerBound > offset } ?? lines.count) - 1)
    guard lines.indices.contains(index) else { return YAMLPosition(line: 1, column: 1) }
    let before = String(decoding: bytes[lines[index].lowerBound..<offset], as: UTF8.self)
    return YAMLPosition(line: index + 1, column: before.count + 1)
  }

  private mutating func scan() -> (offset: Int, reason: YAMLError.Reason)? {
    var lineStart = 0
    var offset = 0
    var mistake: (offset: Int, reason: YAMLError.Reason)?
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte == 0x0A || byte == 0x0D {
        lines.append(lineStart..<offset)
        if byte == 0x0D && offset + 1 < bytes.count && bytes[offset + 1] == 0x0A { offset += 1 }
        offset += 1
        lineStart = offset
        if mistake != nil { return mistake }
        continue
      }
      if mistake != nil {
        offset += 1
        continue
      }
      guard let (value, length) = scalar(at: offset) else {
        mistake = (offset, .notUTF8(byte: byte))
        continue
      }
      if !Self.isAllowed(value) { mistake = (offset, .character(value)) }
      offset += length
    }
    lines.append(lineStart..<bytes.count)
    return mistake
  }

  private func scalar(at offset: Int) -> (value: UInt32, length: Int)? {
    let first = bytes[offset]
    let (length, smallest): (Int, UInt32)
    switch first {
    case 0..<0x80: return (UInt32(first), 1)
    case 0xC2...0xDF: (length, smallest) = (2, 0x80)
    case 0xE0...0xEF: (length, smallest) = (3, 0x800)
    case 0xF0...0xF4: (length, smallest) = (4, 0x10000)
    default: return nil
    }
    guard offset + length <= bytes.count else { return nil }
    var value = UInt32(first) & (0x7F >> UInt32(length))
    for byte in bytes[offset + 1..<offset + length] {
      guard byte & 0xC0 == 0x80 else { return nil }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    guard value >= smallest, Unicode.Scalar(value) != nil else { return nil }
    return (value, length)
  }

  /// Whether a character may stand in the file: those of YAML 1.1 without the line breaks that
  /// editors do not count (U+0085, U+2028, U+2029).
  private static func isAllowed(_ value: UInt32) -> Bool {
    switch value {
    case 0x09, 0x20...0x7E: true
    case 0xA0...0xD7FF: value != 0x2028 && value != 0x2029
    case 0xE000...0xFFFD: value != 0xFEFF
    case 0x10000...0x10FFFF: true
    default: false
    }
  }
}
