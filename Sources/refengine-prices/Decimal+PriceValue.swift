public import FoundationEssentials
public import Variants

/// Prices as decimal fractions, all of which are exact here.
extension Decimal: PriceValue {
  /// A tenth of `ticks`.
  public init(reading ticks: Int32) {
    self.init(
      sign: ticks < 0 ? .minus : .plus, exponent: -1, significand: Decimal(ticks.magnitude))
  }

  /// The tick, 0.1, times `ticks`.
  public init(computing ticks: Int32) { self = Self.tick * Decimal(ticks) }

  private static let tick = Decimal(sign: .plus, exponent: -1, significand: 1)

  /// Zero.
  public static var nothing: Decimal { 0 }

  /// Adds the price so many times, exactly.
  public func add(times: Int64, to amount: inout Decimal) { amount += self * Decimal(times) }

  /// The amount with at least one decimal.
  public static func text(of amount: Decimal) -> String {
    let text = amount.description
    return text.contains(".") ? text : text + ".0"
  }
}
