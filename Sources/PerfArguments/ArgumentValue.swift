/// A type that the text of an option or argument can be read into.
public protocol ArgumentValue: Sendable {
  /// The value that `text` stands for, or nil if it stands for none.
  static func parse(_ text: String) -> Self?
  /// What a fitting text is, as it continues the words "is not", such as `a whole number`.
  static var expectation: String { get }
  /// Every text accepted, if there are few; empty if any text of a kind is accepted.
  static var choices: [String] { get }
  /// The text that `parse` would read this value from, shown as a default in help.
  var argumentText: String { get }
}

extension ArgumentValue {
  /// Any text of a kind is accepted.
  public static var choices: [String] { [] }
}

extension ArgumentValue where Self: CustomStringConvertible {
  /// The value's description.
  public var argumentText: String { description }
}

/// An enum of strings becomes an argument by `enum ColorMode: String, CaseIterable, ArgumentValue`.
extension ArgumentValue where Self: RawRepresentable & CaseIterable, RawValue == String {
  /// The case whose raw value is `text`.
  public static func parse(_ text: String) -> Self? { Self(rawValue: text) }
  /// The raw values, joined as a sentence.
  public static var expectation: String { alternatives(choices) }
  /// The raw values in declared order.
  public static var choices: [String] { allCases.map(\.rawValue) }
  /// The raw value.
  public var argumentText: String { rawValue }
}

/// The words joined as `a, b or c`.
func alternatives(_ words: [String]) -> String {
  guard let last = words.last, words.count > 1 else { return words.first ?? "" }
  return words.dropLast().joined(separator: ", ") + " or " + last
}
