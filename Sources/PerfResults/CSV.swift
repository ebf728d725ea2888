/// Comma-separated values as RFC 4180 defines them.
public enum CSV {
  /// Why a text is not RFC 4180.
  public struct Failure: Error, Sendable, Hashable {
    /// The line, from 1.
    public var line: Int
    /// What is wrong there.
    public var reason: String
  }

  /// The records of a text.
  ///
  /// Line ends may be CRLF or LF; a final empty line is no record.
  public static func records(in bytes: [UInt8]) throws(Failure) -> [[String]] {
    guard bytes.isEmpty || String(validating: bytes, as: UTF8.self) != nil else {
      throw Failure(line: lineOfInvalidText(bytes), reason: "the text is not UTF-8")
    }
    var reader = Reader(bytes: bytes)
    return try reader.records()
  }

  /// One record as text without its line end, quoted only where it must be.
  public static func record(_ fields: some Sequence<String>) -> String {
    fields.map(quoted).joined(separator: ",")
  }

  /// One field, quoted where it holds a comma, a quote or a line end.
  public static func quoted(_ field: String) -> String {
    guard field.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else {
      return field
    }
    var text = "\""
    for scalar in field.unicodeScalars {
      if scalar == "\"" { text += "\"" }
      text.unicodeScalars.append(scalar)
    }
    return text + "\""
  }

  private static func lineOfInvalidText(_ bytes: [UInt8]) -> Int {
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    return (lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0) + 1
  }

  private struct Reader {
    let bytes: [UInt8]
    var position = 0
    var line = 1

    mutating func records() throws(Failure) -> [[String]] {
      if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
      var records: [[String]] = []
      while position < bytes.count {
        records.append(try record())
      }
      return records
    }

    private mutating func record() throws(Failure) -> [String] {
      var fields: [String] = []
      while true {
        fields.append(try field())
        guard position < bytes.count else { return fields }
        let byte = bytes[position]
        position += 1
        if byte == 0x2C { continue }
        if byte == 0x0D, position < bytes.count, bytes[position] == 0x0A { position += 1 }
        line += 1
        return fields
      }
    }

    private mutating func field() throws(Failure) -> String {
      guard position < bytes.count, bytes[position] == 0x22 else {
        let start = position
        while position < bytes.count, ![0x2C, 0x0A].contains(bytes[position]),
          !isLineEnd(at: position)
        {
          guard bytes[position] != 0x22 else {
            throw Failure(line: line, reason: "a quote inside an unquoted field")
          }
          position += 1
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
      }
      return try quotedField()
    }

    private mutating func quotedField() throws(Failure) -> String {
      let opened = line
      position += 1
      var content: [UInt8] = []
      while position < bytes.count {
        let byte = bytes[position]
        position += 1
        if byte != 0x22 {
          if byte == 0x0A { line += 1 }
          content.append(byte)
        } else if position < bytes.count, bytes[position] == 0x22 {
          content.append(0x22)
          position += 1
        } else {
          guard
            position == bytes.count || [0x2C, 0x0A].contains(bytes[position])
              || isLineEnd(at: position)
          else { throw Failure(line: line, reason: "text behind a closing quote") }
          return String(decoding: content, as: UTF8.self)
        }
      }
      throw Failure(line: opened, reason: "a quoted field is not closed")
    }

    private func isLineEnd(at index: Int) -> Bool {
      bytes[index] == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A
    }
  }
}
