/// A match of an incoming order with a resting one.
public struct Trade: Hashable, Sendable, BitwiseCopyable {
  /// The resting order's id.
  public var maker: UInt32
  /// The incoming order's id.
  public var taker: UInt32
  /// The maker's price in ticks.
  public var price: Int32
  /// The quantity traded in lots, at least 1.
  public var quantity: UInt32

  /// Makes a trade from its parts.
  @inlinable
  public init(maker: UInt32, taker: UInt32, price: Int32, quantity: UInt32) {
    self.maker = maker
    self.taker = taker
    self.price = price
    self.quantity = quantity
  }
}
