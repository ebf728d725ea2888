public import OrderBook

extension SortedBook where Store: ~Copyable {
  /// The live order of that id.
  public func order(_ id: UInt32) -> RestingOrder? { table[id]?.pointee.resting }

  /// The best price of a side, in ticks.
  public func bestPrice(_ side: Side) -> Int32? {
    (side == .buy ? buys : sells).last?.first.pointee.ticks
  }

  /// The price levels of a side, the best first.
  public func levels(_ side: Side) -> [PriceLevel] {
    (side == .buy ? buys : sells).reversed().map { level in
      let orders = level.orders
      return PriceLevel(
        price: level.first.pointee.ticks,
        quantity: orders.reduce(0) { $0 + UInt64($1.quantity) }, orders: orders.count)
    }
  }

  /// The orders of a side in the order in which they would trade.
  public func orders(_ side: Side) -> [RestingOrder] {
    (side == .buy ? buys : sells).reversed().flatMap(\.orders)
  }
}
