extension PriceQueues {
  /// The price of a rank on a side, and the rank of a price: a sell price is complemented, not
  /// negated, because the lowest `Int32` has no negation.
  @inlinable @inline(__always)
  static func rank(side: Int, price: Int32) -> Int { Int(price ^ (0 &- Int32(side))) }

  @inlinable @inline(__always)
  static func price(side: Int, rank: Int) -> Int32 {
    Int32(truncatingIfNeeded: rank) ^ (0 &- Int32(side))
  }

  /// Puts an order into its price's queue and returns its node.
  @inlinable @inline(__always)
  mutating func join(side: Int, rank: Int, quantity: UInt32, tag: UInt32) -> UInt32 {
    let slot = allocate()
    let level = level(side: side, rank: rank)
    setTag(of: slot, to: tag)
    let nodes = nodes.base
    let sentinel = nodes + Int(level)
    var tail = sentinel.pointee.previous
    if tail == 0 {
      tail = level
      sentinel.pointee.next = level
      open(level, side: side, rank: rank)
    }
    let before = Rules.joinsAtTail ? tail : level
    let after = Rules.joinsAtTail ? level : sentinel.pointee.next
    nodes[Int(slot)] = Node(
      word: UInt64(quantity) | (UInt64(level) &<< 32), previous: before, next: after)
    nodes[Int(before)].next = slot
    nodes[Int(after)].previous = slot
    sentinel.pointee.word &+= UInt64(quantity)
    live &+= 1
    return slot
  }

  /// Takes an order out of its queue.
  @inlinable @inline(__always)
  mutating func remove(_ slot: UInt32) {
    let nodes = nodes.base
    let order = nodes[Int(slot)]
    let sentinel = nodes + Int(order.level)
    nodes[Int(order.previous)].next = order.next
    nodes[Int(order.next)].previous = order.previous
    sentinel.pointee.word &-= UInt64(order.quantity)
    if order.previous == order.next { close(order.level) }
    free(slot)
    live &-= 1
  }

  /// Takes less than all of an order's quantity off it.
  @inlinable @inline(__always)
  mutating func reduce(_ slot: UInt32, by quantity: UInt32) {
    let level = nodes.base[Int(slot)].level
    nodes.base[Int(slot)].word &-= UInt64(quantity)
    nodes.base[Int(level)].word &-= UInt64(quantity)
  }

  /// The order that trades first on a side that has orders.
  @inlinable @inline(__always)
  func first(_ side: Int) -> UInt32 {
    nodes.base[Int(sides.base[side].bestLevel)].next
  }

  /// Takes a quantity off an order that trades, and the order away if nothing is left.
  @inlinable @inline(__always)
  mutating func fill(_ slot: UInt32, by quantity: UInt32) {
    if quantity == nodes.base[Int(slot)].quantity {
      remove(slot)
    } else if Rules.totalsFollowFills {
      reduce(slot, by: quantity)
    } else {
      nodes.base[Int(slot)].word &-= UInt64(quantity)
    }
  }

  /// The level of a rank, whether it has orders or not.
  @inlinable @inline(__always)
  mutating func level(side: Int, rank: Int) -> UInt32 {
    let position = rank &- sides.base[side].origin
    if UInt(bitPattern: position) < UInt(bitPattern: Layout.windowSize) {
      return Self.level(side: side, position: position)
    }
    return strayLevel(side: side, rank: rank)
  }

  @inlinable @inline(__always)
  static func level(side: Int, position: Int) -> UInt32 {
    UInt32(truncatingIfNeeded: (side &<< Layout.windowBits) | position) &+ 1
  }
}
