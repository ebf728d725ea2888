extension ResultTable {
  /// The table as RFC 4180 text: a header, then one line a row, each ended by LF.
  public var csv: String {
    var text = ""
    for line in [columns.map(ResultValue.string)] + rows {
      text += line.map(\.field).joined(separator: ",")
      text += "\n"
    }
    return text
  }
}

extension ResultValue {
  /// The value as a field of a CSV file: floats in shortest round-trip form, digests in lower case.
  var field: String {
    switch self {
    case .string(let text): Self.quoted(text)
    case .int(let number): String(number)
    case .uint(let number): String(number)
    case .float(let number): Self.shortest(number)
    case .bool(let flag): flag ? "true" : "false"
    case .digest(let text): text.lowercased()
    }
  }

  private static func quoted(_ text: String) -> String {
    let special: [UInt8] = [0x22, 0x2c, 0x0a, 0x0d]
    guard text.isEmpty || text.utf8.contains(where: special.contains) else { return text }
    return "\""
      + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
      + "\""
  }

  private static func shortest(_ number: Double) -> String {
    guard number != 0 else { return "0" }
    let text = number.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
