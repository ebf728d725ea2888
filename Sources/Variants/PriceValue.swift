/// A number type for prices without references; a tick is a tenth of the currency's unit.
public protocol PriceValue: Comparable, Sendable {
  /// What sums of prices are kept in.
  associatedtype Amount: Sendable

  /// A price as it is read: the number nearest to a tenth of `ticks`.
  init(reading ticks: Int32)

  /// A price as it is computed: the tick, 0.1, times `ticks`.
  init(computing ticks: Int32)

  /// The amount of nothing.
  static var nothing: Amount { get }

  /// Adds the price to an amount, so many times.
  func add(times: Int64, to amount: inout Amount)

  /// An amount with all its digits, in the currency's unit.
  static func text(of amount: Amount) -> String
}

/// Prices as whole ticks; their sums have 128 bits.
extension Int64: PriceValue {
  /// The ticks themselves.
  @inlinable
  public init(reading ticks: Int32) { self = Int64(ticks) }

  /// The ticks themselves.
  @inlinable
  public init(computing ticks: Int32) { self = Int64(ticks) }

  /// No ticks.
  @inlinable
  public static var nothing: Int128 { 0 }

  /// Adds the price so many times, exactly.
  @inlinable
  public func add(times: Int64, to amount: inout Int128) {
    let (high, low) = multipliedFullWidth(by: times)
    amount += Int128(high) << 64 | Int128(low)
  }

  /// The amount with one decimal.
  public static func text(of amount: Int128) -> String {
    "\(amount < 0 ? "-" : "")\(amount.magnitude / 10).\(amount.magnitude % 10)"
  }
}

/// Prices as binary fractions, of which hardly any is a tenth.
extension Double: PriceValue {
  /// The binary fraction nearest to a tenth of `ticks`.
  @inlinable
  public init(reading ticks: Int32) { self = Double(ticks) / 10 }

  /// The binary fraction nearest to 0.1, times `ticks`, rounded.
  @inlinable
  public init(computing ticks: Int32) { self = 0.1 * Double(ticks) }

  /// Zero.
  @inlinable
  public static var nothing: Double { 0 }

  /// Adds the price so many times, rounding twice.
  @inlinable
  public func add(times: Int64, to amount: inout Double) { amount += self * Double(times) }

  /// The shortest decimal that reads as the same number.
  public static func text(of amount: Double) -> String { "\(amount)" }
}
