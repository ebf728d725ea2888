/// One field of a ``ResultTable``.
public enum ResultValue: Sendable, Equatable {
  /// Text.
  case string(String)
  /// An integer that may be negative.
  case int(Int64)
  /// An integer of at least 0.
  case uint(UInt64)
  /// A finite number.
  case float(Double)
  /// A truth value.
  case bool(Bool)
  /// Hexadecimal digits.
  case digest(String)

  /// A 64-bit digest as 16 hexadecimal digits.
  public static func digest(_ value: UInt64) -> Self {
    let digits = String(value, radix: 16)
    return .digest(String(repeating: "0", count: 16 - digits.count) + digits)
  }

  enum Kind {
    case string, integer, float, bool, digest
  }

  var kind: Kind {
    switch self {
    case .string: .string
    case .int, .uint: .integer
    case .float: .float
    case .bool: .bool
    case .digest: .digest
    }
  }

  static func isDigest(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
  }
}

extension ResultValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral, ExpressibleByBooleanLiteral
{
  /// A string written in the source.
  public init(stringLiteral value: String) {
    self = .string(value)
  }

  /// An integer written in the source.
  public init(integerLiteral value: Int64) {
    self = .int(value)
  }

  /// A number with a fraction written in the source.
  public init(floatLiteral value: Double) {
    self = .float(value)
  }

  /// `true` or `false` written in the source.
  public init(booleanLiteral value: Bool) {
    self = .bool(value)
  }
}
