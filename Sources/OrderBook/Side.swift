/// The side of an order.
public enum Side: UInt8, Sendable, CaseIterable, BitwiseCopyable {
  case buy = 0
  case sell = 1

  /// The side that trades against this one.
  @inlinable
  public var opposite: Side { self == .buy ? .sell : .buy }

  /// Ranks a price on this side: a better price has a greater rank.
  ///
  /// A sell price is complemented, not negated, because the lowest `Int32` has no negation.
  @inlinable
  func rank(of price: Int32) -> Int32 { self == .buy ? price : ~price }
}
