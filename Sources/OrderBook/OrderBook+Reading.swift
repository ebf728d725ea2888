/// An order as it rests in a book.
public struct RestingOrder: Hashable, Sendable {
  /// The order's id.
  public var id: UInt32
  /// The order's side.
  public var side: Side
  /// The limit price in ticks.
  public var price: Int32
  /// The lots not traded yet, at least 1.
  public var quantity: UInt32

  /// Makes an order from its parts.
  @inlinable
  public init(id: UInt32, side: Side, price: Int32, quantity: UInt32) {
    self.id = id
    self.side = side
    self.price = price
    self.quantity = quantity
  }
}

/// What rests on one side at one price.
public struct PriceLevel: Hashable, Sendable {
  /// The price in ticks.
  public var price: Int32
  /// The lots of all orders at the price.
  public var quantity: UInt64
  /// The number of orders at the price, at least 1.
  public var orders: Int

  /// Makes a level from its parts.
  @inlinable
  public init(price: Int32, quantity: UInt64, orders: Int) {
    self.price = price
    self.quantity = quantity
    self.orders = orders
  }
}

extension OrderBook {
  /// The live order of that id.
  @inlinable
  public func order(_ id: UInt32) -> RestingOrder? {
    guard let slot = index.slot(of: id) else { return nil }
    return order(at: slot)
  }

  /// The best price of a side, in ticks.
  @inlinable
  public func bestPrice(_ side: Side) -> Int32? {
    ladders[Int(side.rawValue)].best.map { side.rank(of: $0.rank) }
  }

  /// The price levels of a side, the best first.
  public func levels(_ side: Side) -> [PriceLevel] {
    ladders[Int(side.rawValue)].entries.reversed().map { entry in
      let level = levels[entry.level]
      return PriceLevel(price: level.price, quantity: level.quantity, orders: Int(level.orders))
    }
  }

  /// The orders of a side in the order in which they would trade.
  public func orders(_ side: Side) -> [RestingOrder] {
    var found: [RestingOrder] = []
    for entry in ladders[Int(side.rawValue)].entries.reversed() {
      var slot = levels[entry.level].head
      while slot != noSlot {
        found.append(order(at: slot))
        slot = orders[slot].next
      }
    }
    return found
  }

  @inlinable
  func order(at slot: UInt32) -> RestingOrder {
    let order = orders[slot]
    let level = levels[order.level]
    return RestingOrder(
      id: order.id, side: level.side, price: level.price, quantity: order.quantity)
  }
}
