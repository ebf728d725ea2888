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
  private var priorities = [PriorityHeap<UInt32>(), PriorityHeap<UInt32>()]

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
