/// A limit order book with price-time priority for the order stream.
public typealias OrderBook = LadderBook<PriceTime>

/// A limit order book for the order stream that finds prices by index.
///
/// An incoming order trades against the best opposite price first and, within a price, against
/// the order that has waited longest, at the resting order's price. What is left of it rests.
/// Applying a message allocates nothing, unless the book outgrows its memory.
public struct LadderBook<Rules: BookRules>: MatchingBook, ~Copyable {
  @usableFromInline var queues: PriceQueues<Rules>
  @usableFromInline var index: OrderIndex
  @usableFromInline var tally = BookCounters()

  /// Makes an empty book with room for a million orders, which takes memory as it is used.
  public init() {
    self.init(largePages: false)
  }

  /// Makes an empty book that has to grow when more orders than that, at least one, rest in it.
  ///
  /// With large pages, of 2 MiB, it takes some more memory and is faster with many orders or
  /// far prices, but making it costs some milliseconds.
  public init(room orders: Int = 1 << 20, largePages: Bool = false) {
    queues = PriceQueues(room: orders, largePages: largePages)
    index = OrderIndex(largePages: largePages)
  }

  /// What the book has seen and holds.
  @inlinable
  public var counters: BookCounters {
    var counters = tally
    counters.live = UInt64(queues.live)
    return counters
  }

  /// Applies one message and hands what happens to `sink`, in order.
  ///
  /// A cancel, reduce or move of an id that is not live changes nothing and counts as an orphan.
  @inlinable @inline(__always)
  public mutating func apply<Sink: TradeSink>(
    _ message: OrderMessage, to sink: inout Sink
  ) throws(OrderRejection) {
    let slot = index.slot(of: message.id)
    if message.kind == .limit {
      if message.quantity == 0 { throw .zeroQuantity(id: message.id) }
      if slot != 0 { throw .duplicateID(message.id) }
      tally.messages &+= 1
    } else {
      if message.kind == .move && message.quantity == 0 { throw .zeroQuantity(id: message.id) }
      tally.messages &+= 1
      if slot == 0 {
        tally.orphans &+= 1
        acknowledge(
          .orphan, id: message.id, price: Int32(message.kind.rawValue), quantity: 0, to: &sink)
        return
      }
      if message.kind == .reduce {
        if message.quantity < queues.quantity(of: slot) {
          queues.reduce(slot, by: message.quantity)
          acknowledge(.reduced, slot, quantity: queues.quantity(of: slot), to: &sink)
          return
        }
        acknowledge(.reduced, slot, quantity: 0, to: &sink)
      } else {
        acknowledge(.cancelled, slot, quantity: queues.quantity(of: slot), to: &sink)
        if !Rules.movesLosePlace && resize(slot, message, to: &sink) { return }
      }
      queues.remove(slot)
      index.remove(message.id)
      if message.kind != .move { return }
    }
    enter(message, to: &sink)
  }

  @inlinable @inline(__always)
  mutating func enter<Sink: TradeSink>(_ message: OrderMessage, to sink: inout Sink) {
    let side = Int(message.side.rawValue)
    let other = side ^ 1
    let limit = PriceQueues<Rules>.rank(side: other, price: message.price)
    var leaves = message.quantity
    while queues.bestRank(other) >= limit {
      let price = PriceQueues<Rules>.price(side: other, rank: queues.bestRank(other))
      let slot = queues.first(other)
      let maker = queues.tag(of: slot)
      let resting = queues.quantity(of: slot)
      let quantity = min(leaves, resting)
      queues.fill(slot, by: quantity)
      if quantity == resting { index.remove(maker) }
      leaves &-= quantity
      tally.trades &+= 1
      tally.volume &+= UInt64(quantity)
      sink.receive(Trade(maker: maker, taker: message.id, price: price, quantity: quantity))
      if leaves == 0 {
        acknowledge(.filled, id: message.id, price: message.price, quantity: 0, to: &sink)
        return
      }
    }
    let rank = PriceQueues<Rules>.rank(side: side, price: message.price)
    let slot = queues.join(side: side, rank: rank, quantity: leaves, tag: message.id)
    index.insert(message.id, slot: slot)
    acknowledge(.rested, id: message.id, price: message.price, quantity: leaves, to: &sink)
  }

  @inlinable @inline(__always)
  func acknowledge<Sink: TradeSink>(
    _ kind: Acknowledgement.Kind, id: UInt32, price: Int32, quantity: UInt32,
    to sink: inout Sink
  ) {
    guard Sink.takesAcknowledgements else { return }
    sink.receive(Acknowledgement(kind, id: id, price: price, quantity: quantity))
  }

  /// Acknowledges at the price at which the order rests.
  @inlinable @inline(__always)
  func acknowledge<Sink: TradeSink>(
    _ kind: Acknowledgement.Kind, _ slot: UInt32, quantity: UInt32, to sink: inout Sink
  ) {
    guard Sink.takesAcknowledgements else { return }
    let order = order(at: slot)
    sink.receive(Acknowledgement(kind, id: order.id, price: order.price, quantity: quantity))
  }

  /// Gives an order that moves to its own price its new quantity in its old place.
  @inlinable
  mutating func resize<Sink: TradeSink>(
    _ slot: UInt32, _ message: OrderMessage, to sink: inout Sink
  ) -> Bool {
    let own = queues.place(of: slot)
    guard message.kind == .move, own.side == Int(message.side.rawValue),
      own.rank == PriceQueues<Rules>.rank(side: own.side, price: message.price)
    else { return false }
    queues.resize(slot, to: message.quantity)
    acknowledge(.rested, slot, quantity: message.quantity, to: &sink)
    return true
  }
}
