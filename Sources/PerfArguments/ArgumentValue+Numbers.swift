extension String: ArgumentValue {
  /// Any text but the empty one, which is nearly always an unset shell variable.
  public static func parse(_ text: String) -> String? { text.isEmpty ? nil : text }
  /// A text that is not empty.
  public static var expectation: String { "a text of at least one character" }
}

extension Int: ArgumentValue {
  /// A decimal number with an optional sign.
  public static func parse(_ text: String) -> Int? { Int(text) }
  /// A whole number.
  public static var expectation: String { "a whole number" }
}

extension UInt64: ArgumentValue {
  /// A decimal number without a minus sign.
  public static func parse(_ text: String) -> UInt64? { text.hasPrefix("-") ? nil : UInt64(text) }
  /// A whole number from 0.
  public static var expectation: String { "a whole number from 0" }
}

extension Double: ArgumentValue {
  /// A finite decimal number, also in the form `1e-3`.
  public static func parse(_ text: String) -> Double? {
    let isDecimal = text.utf8.allSatisfy { "0123456789+-.eE".utf8.contains($0) }
    guard isDecimal, let value = Double(text), value.isFinite else { return nil }
    return value
  }
  /// A number.
  public static var expectation: String { "a number" }
}
