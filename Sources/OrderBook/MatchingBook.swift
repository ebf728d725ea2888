/// A book that keeps the contract of the order stream.
public protocol MatchingBook: ~Copyable {
  /// Makes an empty book.
  init()

  /// What the book has seen and holds.
  var counters: BookCounters { get }

  /// Applies one message and hands what happens to `sink`, in order.
  mutating func apply<Sink: TradeSink>(
    _ message: OrderMessage, to sink: inout Sink
  ) throws(OrderRejection)

  /// The live order of that id.
  func order(_ id: UInt32) -> RestingOrder?

  /// The best price of a side, in ticks.
  func bestPrice(_ side: Side) -> Int32?

  /// The price levels of a side, the best first.
  func levels(_ side: Side) -> [PriceLevel]

  /// The orders of a side in the order in which they would trade.
  func orders(_ side: Side) -> [RestingOrder]
}
