public import OrderBook

/// A limit order book for the order stream whose prices may be of any ordered type.
///
/// The levels of a side are an array sorted by price, the best last; the orders of a level are a
/// linked list. It exists to compare ways to keep orders and types of prices, all else being equal.
public struct SortedBook<Price, Store: OrderStore & ~Copyable>: MatchingBook, ~Copyable
where Store.Price == Price {
  @usableFromInline typealias Link = UnsafeMutablePointer<StoredOrder<Price>>

  /// How the prices of sell orders come about; those of buy orders are read.
  public enum SellPrices: Sendable {
    /// Read, as those of buy orders.
    case read
    /// Computed as the tick times a whole number.
    case computed
  }

  @usableFromInline var store = Store()
  @usableFromInline let table = OrderTable<Price>(abandon: { Store.abandon($0) })
  @usableFromInline var buys: [SortedLevel<Price>] = []
  @usableFromInline var sells: [SortedLevel<Price>] = []
  @usableFromInline var tally = BookCounters()
  @usableFromInline let sellPrices: SellPrices

  @usableFromInline var takings = Takings<Price>()

  /// Makes an empty book whose prices are read.
  @inlinable
  public init() { self.init(sellPrices: .read) }

  /// Makes an empty book.
  @inlinable
  public init(sellPrices: SellPrices) { self.sellPrices = sellPrices }

  /// What the takers of all trades have paid and got, and what they hold.
  public var takers: Takings<Price> { takings }

  /// What the book has seen and holds.
  @inlinable
  public var counters: BookCounters { tally }

  /// Applies one message and hands what happens to `sink`, in order.
  @inlinable
  public mutating func apply<Sink: TradeSink>(
    _ message: OrderMessage, to sink: inout Sink
  ) throws(OrderRejection) {
    let order = table[message.id]
    let enters = message.kind == .limit || message.kind == .move
    if enters && message.quantity == 0 { throw .zeroQuantity(id: message.id) }
    if message.kind == .limit {
      if order != nil { throw .duplicateID(message.id) }
      tally.messages &+= 1
      return enter(message, to: &sink)
    }
    tally.messages &+= 1
    guard let order else {
      tally.orphans &+= 1
      sink.receive(
        Acknowledgement(
          .orphan, id: message.id, price: Int32(message.kind.rawValue), quantity: 0))
      return
    }
    if message.kind == .reduce && message.quantity < order.pointee.quantity {
      order.pointee.quantity &-= message.quantity
      return acknowledge(.reduced, order.pointee, order.pointee.quantity, to: &sink)
    }
    if message.kind == .reduce {
      acknowledge(.reduced, order.pointee, 0, to: &sink)
    } else {
      acknowledge(.cancelled, order.pointee, order.pointee.quantity, to: &sink)
    }
    remove(order)
    if message.kind == .move { enter(message, to: &sink) }
  }

  @inlinable
  func acknowledge<Sink: TradeSink>(
    _ kind: Acknowledgement.Kind, _ order: StoredOrder<Price>, _ quantity: UInt32,
    to sink: inout Sink
  ) {
    guard Sink.takesAcknowledgements else { return }
    sink.receive(
      Acknowledgement(kind, id: order.id, price: order.ticks, quantity: quantity))
  }

  @inlinable
  mutating func enter<Sink: TradeSink>(_ message: OrderMessage, to sink: inout Sink) {
    let price =
      message.side == .sell && sellPrices == .computed
      ? Price(computing: message.price) : Price(reading: message.price)
    var leaves = message.quantity
    while let maker = best(against: message.side, at: price) {
      let quantity = min(leaves, maker.pointee.quantity)
      leaves &-= quantity
      tally.trades &+= 1
      tally.volume &+= UInt64(quantity)
      takings.take(quantity, at: maker.pointee.price, side: message.side)
      sink.receive(
        Trade(
          maker: maker.pointee.id, taker: message.id, price: maker.pointee.ticks,
          quantity: quantity))
      maker.pointee.quantity &-= quantity
      if maker.pointee.quantity == 0 { remove(maker) }
      if leaves == 0 { break }
    }
    if leaves > 0 {
      join(store.keep(StoredOrder(price: price, message: message, quantity: leaves)))
    }
    sink.receive(
      Acknowledgement(
        leaves > 0 ? .rested : .filled, id: message.id, price: message.price, quantity: leaves))
  }

  /// The order that trades first with one of that side and price.
  @inlinable
  func best(against side: Side, at price: Price) -> Link? {
    if side == .buy {
      guard let level = sells.last, level.price <= price else { return nil }
      return level.first
    }
    guard let level = buys.last, level.price >= price else { return nil }
    return level.first
  }
}
