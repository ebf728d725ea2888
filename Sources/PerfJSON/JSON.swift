/// A JSON value whose objects keep the order of their members.
public enum JSON: Sendable, Hashable {
  case null
  case bool(Bool)
  case int(Int64)
  case number(Double)
  case string(String)
  case array([JSON])
  case object([Member])

  /// One member of an object.
  public struct Member: Sendable, Hashable {
    /// The member's name.
    public var name: String
    /// Its value.
    public var value: JSON
    /// Makes a member.
    public init(_ name: String, _ value: JSON) {
      self.name = name
      self.value = value
    }
  }

  /// The member of an object, or nil where there is none.
  public subscript(_ name: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  /// The elements of an array, or nil of another value.
  public var elements: [JSON]? {
    guard case .array(let elements) = self else { return nil }
    return elements
  }

  /// The members of an object, or nil of another value.
  public var members: [Member]? {
    guard case .object(let members) = self else { return nil }
    return members
  }

  /// The text of a string.
  public var text: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  /// The value of a bool.
  public var flag: Bool? {
    guard case .bool(let flag) = self else { return nil }
    return flag
  }

  /// The value of any number; decimal texts of integers beyond 2^53 count.
  public var double: Double? {
    switch self {
    case .int(let value): Double(value)
    case .number(let value): value
    case .string(let text): Self.bigInteger(text)
    default: nil
    }
  }

  /// The value of a decimal text that stands for an integer beyond 2^53.
  private static func bigInteger(_ text: String) -> Double? {
    guard let value = Double(text), value.magnitude > 9_007_199_254_740_991,
      text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2D })
    else { return nil }
    return value
  }

  /// A whole number; decimal strings count, since documents write large integers so.
  public var integer: Int64? {
    switch self {
    case .int(let value): value
    case .number(let value): Int64(exactly: value)
    case .string(let text): Int64(text)
    default: nil
    }
  }

  /// A whole number from 0, written as a number or a decimal string.
  public var unsigned: UInt64? {
    if case .string(let text) = self { return UInt64(text) }
    return integer.flatMap { UInt64(exactly: $0) }
  }

  /// An integer in the way documents hold it: beyond 2^53 as a decimal string.
  public static func integer(_ value: some BinaryInteger) -> JSON {
    guard let small = Int64(exactly: value), small.magnitude <= 1 << 53 else {
      return .string(String(value))
    }
    return .int(small)
  }

  /// A string, or null where there is none.
  public static func optional(_ text: String?) -> JSON { text.map { .string($0) } ?? .null }

  /// An object without the members whose value is nil.
  public static func object(_ members: [(String, JSON?)]) -> JSON {
    .object(members.compactMap { name, value in value.map { Member(name, $0) } })
  }
}
