/// What a book has seen and holds.
public struct BookCounters: Hashable, Sendable {
  /// Messages applied, orphans included.
  public var messages: UInt64 = 0
  /// Trades made.
  public var trades: UInt64 = 0
  /// Lots traded, each trade counted once.
  public var volume: UInt64 = 0
  /// Orders resting now.
  public var live: UInt64 = 0
  /// Cancels, reduces and moves that named no live order.
  public var orphans: UInt64 = 0

  /// Makes counters at zero.
  @inlinable
  public init() {}
}
