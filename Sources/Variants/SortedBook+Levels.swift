public import OrderBook

extension SortedBook where Store: ~Copyable {
  /// Puts an order at the end of its level.
  @inlinable
  mutating func join(_ order: Link) {
    table[order.pointee.id] = order
    tally.live &+= 1
    if order.pointee.side == .buy {
      Self.join(order, &buys, before: <)
    } else {
      Self.join(order, &sells, before: >)
    }
  }

  @inlinable @inline(__always)
  static func join(
    _ order: Link, _ levels: inout [SortedLevel<Price>], before: (Price, Price) -> Bool
  ) {
    let price = order.pointee.price
    let place = Self.place(of: price, in: levels, before: before)
    guard place < levels.count, levels[place].price == price else {
      levels.insert(SortedLevel(price: price, order: order), at: place)
      return
    }
    order.pointee.previous = levels[place].last
    levels[place].last.pointee.next = order
    levels[place].last = order
  }

  /// Takes an order out of its level and gives its place back.
  @inlinable
  mutating func remove(_ order: Link) {
    let (previous, next) = (order.pointee.previous, order.pointee.next)
    if let previous, let next {
      previous.pointee.next = next
      next.pointee.previous = previous
    } else if order.pointee.side == .buy {
      Self.removeFromEnd(order, &buys, before: <)
    } else {
      Self.removeFromEnd(order, &sells, before: >)
    }
    table[order.pointee.id] = nil
    tally.live &-= 1
    store.discard(order)
  }

  /// Takes an order out that is the first or the last of its level, or both.
  @inlinable @inline(__always)
  static func removeFromEnd(
    _ order: Link, _ levels: inout [SortedLevel<Price>], before: (Price, Price) -> Bool
  ) {
    let place = Self.place(of: order.pointee.price, in: levels, before: before)
    if let next = order.pointee.next {
      next.pointee.previous = nil
      levels[place].first = next
    } else if let previous = order.pointee.previous {
      previous.pointee.next = nil
      levels[place].last = previous
    } else {
      levels.remove(at: place)
    }
  }

  /// The first level that is not worse than a price.
  @inlinable @inline(__always)
  static func place(
    of price: Price, in levels: [SortedLevel<Price>], before: (Price, Price) -> Bool
  ) -> Int {
    var low = 0
    var high = levels.count
    while low < high {
      let middle = (low &+ high) &>> 1
      if before(levels[middle].price, price) { low = middle &+ 1 } else { high = middle }
    }
    return low
  }
}
