public import OrderBook

/// An order in a `SortedBook`, linked to its neighbours at the same price.
public struct StoredOrder<Price: PriceValue> {
  @usableFromInline typealias Link = UnsafeMutablePointer<StoredOrder<Price>>

  @usableFromInline var price: Price
  @usableFromInline var ticks: Int32
  @usableFromInline var id: UInt32
  @usableFromInline var quantity: UInt32
  @usableFromInline var side: Side
  @usableFromInline var previous: Link?
  @usableFromInline var next: Link?

  @inlinable
  init(price: Price, message: OrderMessage, quantity: UInt32) {
    self.price = price
    ticks = message.price
    id = message.id
    self.quantity = quantity
    side = message.side
  }
}

/// Where the orders of a book are kept.
public protocol OrderStore<Price>: ~Copyable {
  /// The type of prices.
  associatedtype Price: PriceValue

  /// Makes a store without orders.
  init()

  /// Gives an order a place of its own.
  mutating func keep(_ order: StoredOrder<Price>) -> UnsafeMutablePointer<StoredOrder<Price>>

  /// Takes the place back.
  mutating func discard(_ order: UnsafeMutablePointer<StoredOrder<Price>>)

  /// Ends the life of an order that is left when the store is about to go.
  static func abandon(_ order: UnsafeMutablePointer<StoredOrder<Price>>)
}

/// Every order on the heap by itself: a `malloc` when it enters, a `free` when it is gone.
public struct AllocatedOrders<Price: PriceValue>: OrderStore, ~Copyable {
  /// Makes a store without orders.
  @inlinable
  public init() {}

  /// Allocates room for an order.
  @inlinable
  public mutating func keep(
    _ order: StoredOrder<Price>
  ) -> UnsafeMutablePointer<StoredOrder<Price>> {
    let place = UnsafeMutablePointer<StoredOrder<Price>>.allocate(capacity: 1)
    place.initialize(to: order)
    return place
  }

  /// Frees the room of an order.
  @inlinable
  public mutating func discard(_ order: UnsafeMutablePointer<StoredOrder<Price>>) {
    Self.abandon(order)
  }

  /// Frees the room of an order.
  @inlinable
  public static func abandon(_ order: UnsafeMutablePointer<StoredOrder<Price>>) {
    order.deinitialize(count: 1)
    order.deallocate()
  }
}

/// Orders in slabs of some thousands; places that were given back are used first.
public struct PooledOrders<Price: PriceValue>: OrderStore, ~Copyable {
  @usableFromInline static var slabSize: Int { 4096 }
  @usableFromInline var slabs: [UnsafeMutablePointer<StoredOrder<Price>>] = []
  @usableFromInline var used = PooledOrders.slabSize
  @usableFromInline var vacant: UnsafeMutablePointer<StoredOrder<Price>>?

  /// Makes a store without orders.
  @inlinable
  public init() {}

  deinit { for slab in slabs { slab.deallocate() } }

  /// Takes the place given back last, or the next one of the slab.
  @inlinable
  public mutating func keep(
    _ order: StoredOrder<Price>
  ) -> UnsafeMutablePointer<StoredOrder<Price>> {
    if let place = vacant {
      vacant = place.pointee.next
      place.pointee = order
      return place
    }
    if used == Self.slabSize { addSlab() }
    let place = slabs[slabs.count - 1] + used
    place.initialize(to: order)
    used += 1
    return place
  }

  /// Puts a place before those that are vacant.
  @inlinable
  public mutating func discard(_ order: UnsafeMutablePointer<StoredOrder<Price>>) {
    order.pointee.next = vacant
    vacant = order
  }

  /// Does nothing: places end with their slabs.
  public static func abandon(_ order: UnsafeMutablePointer<StoredOrder<Price>>) {}

  @usableFromInline
  mutating func addSlab() {
    slabs.append(.allocate(capacity: Self.slabSize))
    used = 0
  }
}
