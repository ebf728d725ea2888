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

extension LadderBook {
  /// The live order of that id.
  @inlinable
  public func order(_ id: UInt32) -> RestingOrder? {
    let slot = index.slot(of: id)
    return slot == 0 ? nil : order(at: slot)
  }

  /// The best price of a side, in ticks.
  @inlinable
  public func bestPrice(_ side: Side) -> Int32? {
    let side = Int(side.rawValue)
    let rank = queues.bestRank(side)
    return rank == Layout.noRank ? nil : PriceQueues<Rules>.price(side: side, rank: rank)
  }

  /// The price levels of a side, the best first.
  public func levels(_ side: Side) -> [PriceLevel] {
    queues.levels(Int(side.rawValue)).reversed().map { level in
      PriceLevel(
        price: PriceQueues<Rules>.price(side: Int(side.rawValue), rank: level.rank),
        quantity: queues.total(of: level.node), orders: queues.slots(of: level.node).count)
    }
  }

  /// The orders of a side in the order in which they would trade.
  public func orders(_ side: Side) -> [RestingOrder] {
    queues.levels(Int(side.rawValue)).reversed().flatMap { level in
      queues.slots(of: level.node).map { order(at: $0) }
    }
  }

  @inlinable
  func order(at slot: UInt32) -> RestingOrder {
    let place = queues.place(of: slot)
    return RestingOrder(
      id: queues.tag(of: slot), side: place.side == 0 ? .buy : .sell,
      price: PriceQueues<Rules>.price(side: place.side, rank: place.rank),
      quantity: queues.quantity(of: slot))
  }
}
