/// The live orders of a stream as its records and trades tell them, without a book.
struct OrderModel {
  struct Order {
    var side: Side
    var price: Int32
    var leaves: UInt32
    /// The number of the record with which it took its place.
    var arrival: Int
  }

  private(set) var orders: [UInt32: Order] = [:]
  /// For each side the orders by priority; those that are gone are dropped when they come up.
  private var priorities = [PriorityHeap(), PriorityHeap()]

  subscript(id: UInt32) -> Order? { orders[id] }

  mutating func insert(_ id: UInt32, _ order: Order) {
    orders[id] = order
    let side = Int(order.side.rawValue)
    priorities[side].push(
      .init(rank: order.side.rank(of: order.price), arrival: order.arrival, id: id))
  }

  /// Takes a quantity off an order, and the order away if nothing is left.
  mutating func take(_ quantity: UInt32, from id: UInt32) {
    guard let leaves = orders[id]?.leaves else { return }
    if quantity >= leaves { orders[id] = nil } else { orders[id]?.leaves -= quantity }
  }

  mutating func remove(_ id: UInt32) { orders[id] = nil }

  /// The order of a side that is to trade next.
  mutating func first(_ side: Side) -> UInt32? {
    while let top = priorities[Int(side.rawValue)].top {
      if orders[top.id]?.arrival == top.arrival { return top.id }
      priorities[Int(side.rawValue)].pop()
    }
    return nil
  }
}

/// A binary heap: the greatest rank and, within a rank, the earliest arrival at the top.
struct PriorityHeap {
  struct Entry {
    var rank: Int32
    var arrival: Int
    var id: UInt32

    func precedes(_ other: Entry) -> Bool {
      rank == other.rank ? arrival < other.arrival : rank > other.rank
    }
  }

  private var entries: [Entry] = []

  var top: Entry? { entries.first }

  mutating func push(_ entry: Entry) {
    entries.append(entry)
    var at = entries.count - 1
    while at > 0, entries[at].precedes(entries[(at - 1) / 2]) {
      entries.swapAt(at, (at - 1) / 2)
      at = (at - 1) / 2
    }
  }

  mutating func pop() {
    entries.swapAt(0, entries.count - 1)
    entries.removeLast()
    var at = 0
    while true {
      var best = at
      for child in [2 * at + 1, 2 * at + 2] where child < entries.count {
        if entries[child].precedes(entries[best]) { best = child }
      }
      if best == at { return }
      entries.swapAt(at, best)
      at = best
    }
  }
}
