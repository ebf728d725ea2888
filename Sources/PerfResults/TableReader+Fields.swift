internal import PerfJSON
internal import PerfModel

extension TableReader {
  /// The value of one CSV field.
  func value(_ text: String, in column: TableColumn, row: Int) throws(ResultError) -> ResultValue {
    let declared = schema.columns[column.index]
    func fault(_ kind: ResultError.Kind) -> ResultError {
      failure(kind, row: row, column: declared.name)
    }
    switch declared.kind {
    case .string: return .text(text)
    case .timestamp, .digest:
      guard !text.isEmpty else { throw fault(.emptyField) }
      return try checkedText(text, declared, fault: fault)
    case .bool:
      guard text == "true" || text == "false" else {
        throw fault(text.isEmpty ? .emptyField : .wrongType(expected: "true or false", found: text))
      }
      return .bool(text == "true")
    case .int, .uint, .float:
      guard !text.isEmpty else { throw fault(.emptyField) }
      return try number(text, declared, column, fault: fault)
    }
  }

  /// The value of one JSON member.
  func value(_ json: JSON, in column: TableColumn, row: Int) throws(ResultError) -> ResultValue {
    let declared = schema.columns[column.index]
    func fault(_ kind: ResultError.Kind) -> ResultError {
      failure(kind, row: row, column: declared.name)
    }
    switch (declared.kind, json) {
    case (.string, .string(let text)): return .text(text)
    case (.timestamp, .string(let text)), (.digest, .string(let text)):
      return try checkedText(text, declared, fault: fault)
    case (.bool, .bool(let flag)): return .bool(flag)
    case (.int, .int(let value)), (.uint, .int(let value)), (.float, .int(let value)):
      return try number(String(value), declared, column, fault: fault)
    case (.int, .number(let value)), (.uint, .number(let value)), (.float, .number(let value)):
      return try number(value.shortestText, declared, column, fault: fault)
    case (.int, .string(let text)), (.uint, .string(let text)):
      return try number(text, declared, column, fault: fault)
    case (.float, .string(let text)) where json.double != nil:
      return try number(text, declared, column, fault: fault)
    case (.float, .string(let text)):
      throw fault(
        ["nan", "inf", "-inf", "infinity", "-infinity"].contains(text.lowercased())
          ? .notFinite(found: text) : .wrongType(expected: "a number", found: "\"\(text)\""))
    case (_, .null): throw fault(.emptyField)
    default: throw fault(.wrongType(expected: declared.kind.rawValue, found: json.line))
    }
  }

  private func checkedText(
    _ text: String, _ column: Schema.Column, fault: (ResultError.Kind) -> ResultError
  ) throws(ResultError) -> ResultValue {
    guard column.kind == .digest else { return .text(text) }
    let lower = text.lowercased()
    guard !lower.isEmpty,
      lower.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
    else { throw fault(.wrongType(expected: "a hexadecimal digest", found: text)) }
    return .text(lower)
  }

  private func number(
    _ text: String, _ column: Schema.Column, _ place: TableColumn,
    fault: (ResultError.Kind) -> ResultError
  ) throws(ResultError) -> ResultValue {
    if place.decimalExponent == 0 && place.factor == 1 {
      if column.kind == .int, let value = Int64(text) { return .int(value) }
      if column.kind == .uint, let value = UInt64(text) { return .uint(value) }
    }
    guard let plain = Self.decimal(text) else { throw fault(.notANumber(found: text)) }
    guard plain.isFinite else { throw fault(.notFinite(found: text)) }
    let value = Self.scaled(text, plain, place)
    guard value.isFinite else { throw fault(.notFinite(found: text)) }
    switch column.kind {
    case .float: return .float(value)
    case .int:
      guard let whole = Int64(exactly: value) else {
        throw fault(.wrongType(expected: "a whole number", found: text))
      }
      return .int(whole)
    default:
      guard let whole = UInt64(exactly: value) else {
        throw fault(.wrongType(expected: "a whole number from 0", found: text))
      }
      return .uint(whole)
    }
  }

  /// Scales by moving the decimal point in the text, so that equal amounts in any SI unit read as
  /// the same number.
  private static func scaled(_ text: String, _ value: Double, _ place: TableColumn) -> Double {
    guard place.decimalExponent != 0 else { return value * place.factor }
    let parts = text.lowercased().split(separator: "e")
    let own = parts.count > 1 ? max(-100_000, min(100_000, Int(parts[1]) ?? 0)) : 0
    let moved = Double("\(parts[0])e\(own + place.decimalExponent)")
    return (moved ?? value) * place.factor
  }

  /// A decimal number as JSON and CSV writers print it; hexadecimal floats are none.
  private static func decimal(_ text: String) -> Double? {
    let allowed = text.utf8.allSatisfy {
      (0x30...0x39).contains($0) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains($0)
    }
    if allowed { return Double(text) }
    let lower = text.lowercased()
    return ["nan", "-nan", "inf", "-inf", "+inf", "infinity", "-infinity"].contains(lower)
      ? .nan : nil
  }
}
