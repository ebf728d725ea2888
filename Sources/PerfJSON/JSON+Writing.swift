extension JSON {
  /// The canonical text: members sorted by name with `format` first, two-space indentation, arrays
  /// of plain values on one line, shortest numbers, LF, a final newline.
  ///
  /// Equal content, equal bytes.
  public var document: String {
    var text = ""
    write(into: &text, indent: 0)
    text += "\n"
    return text
  }

  /// The same on one line, without the final newline.
  public var line: String {
    var text = ""
    writeCompact(into: &text)
    return text
  }

  private static func sorted(_ members: [Member]) -> [Member] {
    members.sorted { left, right in
      if left.name == "format" { return right.name != "format" }
      if right.name == "format" { return false }
      return Array(left.name.utf8).lexicographicallyPrecedes(Array(right.name.utf8))
    }
  }

  private var isPlain: Bool {
    switch self {
    case .array, .object: false
    default: true
    }
  }

  private func write(into text: inout String, indent: Int) {
    switch self {
    case .object(let members) where !members.isEmpty:
      text += "{"
      for (index, member) in Self.sorted(members).enumerated() {
        text += index == 0 ? "\n" : ",\n"
        text += String(repeating: " ", count: indent + 2)
        Self.quote(member.name, into: &text)
        text += ": "
        member.value.write(into: &text, indent: indent + 2)
      }
      text += "\n" + String(repeating: " ", count: indent) + "}"
    case .array(let elements) where !elements.allSatisfy(\.isPlain):
      text += "["
      for (index, element) in elements.enumerated() {
        text += index == 0 ? "\n" : ",\n"
        text += String(repeating: " ", count: indent + 2)
        element.write(into: &text, indent: indent + 2)
      }
      text += "\n" + String(repeating: " ", count: indent) + "]"
    default:
      writeCompact(into: &text)
    }
  }

  private func writeCompact(into text: inout String) {
    switch self {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .int(let value): text += String(value)
    case .number(let value): text += value.isFinite ? value.shortestText : "null"
    case .string(let value): Self.quote(value, into: &text)
    case .array(let elements):
      text += "["
      for (index, element) in elements.enumerated() {
        if index > 0 { text += ", " }
        element.writeCompact(into: &text)
      }
      text += "]"
    case .object(let members):
      text += "{"
      for (index, member) in Self.sorted(members).enumerated() {
        if index > 0 { text += ", " }
        Self.quote(member.name, into: &text)
        text += ": "
        member.value.writeCompact(into: &text)
      }
      text += "}"
    }
  }

  private static func quote(_ value: String, into text: inout String) {
    text += "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "\u{0}"..."\u{1F}", "\u{7F}":
        let hex = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
