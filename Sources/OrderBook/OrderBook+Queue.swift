extension OrderBook {
  /// A resting order: a link of its level's queue.
  @usableFromInline
  struct Order {
    @usableFromInline var id: UInt32
    @usableFromInline var quantity: UInt32
    @usableFromInline var level: UInt32
    @usableFromInline var previous: UInt32
    @usableFromInline var next: UInt32 = noSlot

    @inlinable
    init(id: UInt32, quantity: UInt32, level: UInt32, previous: UInt32) {
      self.id = id
      self.quantity = quantity
      self.level = level
      self.previous = previous
    }
  }

  /// The orders of one side at one price; the head has waited longest.
  @usableFromInline
  struct Level {
    @usableFromInline var quantity: UInt64 = 0
    @usableFromInline var head = noSlot
    @usableFromInline var tail = noSlot
    @usableFromInline var orders: UInt32 = 0
    @usableFromInline var price: Int32
    @usableFromInline var side: Side

    @inlinable
    init(side: Side, price: Int32) {
      self.side = side
      self.price = price
    }
  }

  /// Puts what is left of an order at the end of its price's queue.
  @inlinable
  mutating func rest(_ message: OrderMessage, quantity: UInt32) {
    let at = level(side: message.side, price: message.price)
    let tail = levels[at].tail
    let slot = orders.insert(
      Order(id: message.id, quantity: quantity, level: at, previous: tail))
    if tail == noSlot { levels[at].head = slot } else { orders[tail].next = slot }
    levels[at].tail = slot
    levels[at].orders += 1
    levels[at].quantity += UInt64(quantity)
    index.insert(message.id, slot: slot)
    tally.live += 1
  }

  /// Takes a quantity off a resting order, and the order out of the book if nothing is left.
  @inlinable
  mutating func reduce(_ slot: UInt32, by quantity: UInt32) {
    let order = orders[slot]
    if quantity >= order.quantity {
      remove(slot)
    } else {
      orders[slot].quantity -= quantity
      levels[order.level].quantity -= UInt64(quantity)
    }
  }

  /// Takes a resting order out of the book, and its level if it was the last one there.
  @inlinable
  mutating func remove(_ slot: UInt32) {
    let order = orders[slot]
    if order.previous == noSlot {
      levels[order.level].head = order.next
    } else {
      orders[order.previous].next = order.next
    }
    if order.next == noSlot {
      levels[order.level].tail = order.previous
    } else {
      orders[order.next].previous = order.previous
    }
    levels[order.level].orders -= 1
    levels[order.level].quantity -= UInt64(order.quantity)
    if levels[order.level].orders == 0 { close(order.level) }
    orders.remove(slot)
    index.remove(order.id)
    tally.live -= 1
  }

  @inlinable
  mutating func level(side: Side, price: Int32) -> UInt32 {
    let rank = side.rank(of: price)
    let ladder = Int(side.rawValue)
    let position = ladders[ladder].position(of: rank)
    if let level = ladders[ladder].level(at: position, rank: rank) { return level }
    let level = levels.insert(Level(side: side, price: price))
    ladders[ladder].insert(.init(rank: rank, level: level), at: position)
    return level
  }

  @inlinable
  mutating func close(_ at: UInt32) {
    let side = levels[at].side
    ladders[Int(side.rawValue)].remove(rank: side.rank(of: levels[at].price))
    levels.remove(at)
  }
}
