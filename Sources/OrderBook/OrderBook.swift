/// A limit order book with price-time priority for the order stream.
///
/// An incoming order trades against the best opposite price first and, within a price, against
/// the order that has waited longest, at the resting order's price. What is left of it rests.
public struct OrderBook: ~Copyable {
  @usableFromInline var ladders: InlineArray<2, PriceLadder> = [PriceLadder(), PriceLadder()]
  @usableFromInline var levels = Slab<Level>()
  @usableFromInline var orders = Slab<Order>()
  @usableFromInline var index = OrderIndex()
  @usableFromInline var tally = BookCounters()

  /// Makes an empty book.
  public init() {}

  /// What the book has seen and holds.
  @inlinable
  public var counters: BookCounters { tally }

  /// Applies one message and hands its trades to `sink` in the order in which they happen.
  ///
  /// A cancel, reduce or move of an id that is not live changes nothing and counts as an orphan.
  @inlinable
  public mutating func apply<Sink: TradeSink>(
    _ message: OrderMessage, to sink: inout Sink
  ) throws(OrderRejection) {
    let slot = index.slot(of: message.id)
    try check(message, isLive: slot != nil)
    tally.messages += 1
    if message.kind != .limit {
      guard let slot else {
        tally.orphans += 1
        return
      }
      if message.kind == .reduce {
        reduce(slot, by: message.quantity)
        return
      }
      remove(slot)
      if message.kind == .cancel { return }
    }
    enter(message, sink: &sink)
  }

  @inlinable
  func check(_ message: OrderMessage, isLive: Bool) throws(OrderRejection) {
    guard message.kind == .limit || message.kind == .move else { return }
    if message.quantity == 0 { throw .zeroQuantity(id: message.id) }
    if message.kind == .limit && isLive { throw .duplicateID(message.id) }
  }

  @inlinable
  mutating func enter<Sink: TradeSink>(_ message: OrderMessage, sink: inout Sink) {
    let opposite = message.side.opposite
    let limit = opposite.rank(of: message.price)
    var leaves = message.quantity
    while leaves > 0, let best = ladders[Int(opposite.rawValue)].best, best.rank >= limit {
      let level = levels[best.level]
      let maker = orders[level.head]
      let quantity = min(leaves, maker.quantity)
      reduce(level.head, by: quantity)
      leaves -= quantity
      tally.trades += 1
      tally.volume += UInt64(quantity)
      sink.receive(
        Trade(maker: maker.id, taker: message.id, price: level.price, quantity: quantity))
    }
    if leaves > 0 { rest(message, quantity: leaves) }
  }
}
