/// The live orders of an exchange as requests and reports tell them, without its queues.
struct ExchangeModel: Sendable {
  struct Order: Sendable {
    let account: UInt32
    let side: Side
    let terms: OrderRequest.Terms
    var price: Int32
    /// 0 of an order that does not wait for a trade.
    var stopPrice: Int32
    var leaves: UInt32
    /// Counts the places that orders took.
    var arrival = 0

    var isWaiting: Bool { stopPrice != 0 }

    /// Whether the order would trade at a price.
    func accepts(_ other: Int32) -> Bool { side == .buy ? other <= price : other >= price }
  }

  private(set) var orders: [UInt64: Order] = [:]
  /// The price of the latest trade; 0 before the first.
  private(set) var lastPrice: Int32 = 0
  /// For each side the resting orders by priority, and the stop orders by what is reached first;
  /// those that are gone are dropped when they come up.
  private var resting = [PriorityHeap<UInt64>(), PriorityHeap<UInt64>()]
  private var waiting = [PriorityHeap<UInt64>(), PriorityHeap<UInt64>()]
  /// The stop orders that a trade was at or beyond.
  private var reached: Set<UInt64> = []
  private var arrivals = 0

  subscript(id: UInt64) -> Order? { orders[id] }

  /// A request as it enters an order: a move to the other side does so on the terms of the order that
  /// it cancels.
  func asEntered(_ request: OrderRequest) -> OrderRequest {
    guard request.action == .move, let order = orders[request.id], order.side != request.side
    else { return request }
    var request = request
    request.terms = order.terms == .stop && !order.isWaiting ? .limit : order.terms
    request.stopPrice = order.stopPrice
    return request
  }

  /// Gives an order, new or not, the last place at its price or stop price.
  mutating func place(_ id: UInt64, _ order: Order) {
    arrivals += 1
    var order = order
    order.arrival = arrivals
    orders[id] = order
    reached.remove(id)
    let side = Int(order.side.rawValue)
    let rank =
      order.isWaiting
      ? order.side.opposite.rank(of: order.stopPrice) : order.side.rank(of: order.price)
    let entry = PriorityHeap<UInt64>.Entry(rank: rank, arrival: arrivals, id: id)
    if order.isWaiting { waiting[side].push(entry) } else { resting[side].push(entry) }
  }

  /// Sets what is left of an order, which keeps its place; an order without anything is gone.
  mutating func resize(_ id: UInt64, to leaves: UInt32) {
    if leaves > 0 {
      orders[id]?.leaves = leaves
    } else {
      orders[id] = nil
      reached.remove(id)
    }
  }

  /// The order of a side that is to trade next.
  mutating func first(_ side: Side) -> UInt64? {
    while let top = resting[Int(side.rawValue)].top {
      if orders[top.id]?.arrival == top.arrival { return top.id }
      resting[Int(side.rawValue)].pop()
    }
    return nil
  }

  /// Follows a trade at a price.
  mutating func trade(at price: Int32) {
    lastPrice = price
    for side in Side.allCases {
      while let top = waiting[Int(side.rawValue)].top {
        if let order = orders[top.id], order.arrival == top.arrival {
          guard isReached(side, order.stopPrice) else { break }
          reached.insert(top.id)
        }
        waiting[Int(side.rawValue)].pop()
      }
    }
  }

  /// Whether the latest trade is at a stop price or beyond.
  func isReached(_ side: Side, _ stopPrice: Int32) -> Bool {
    lastPrice != 0 && (side == .buy ? lastPrice >= stopPrice : lastPrice <= stopPrice)
  }

  /// The stop order that is to enter next: a buy before a sell, then the nearest, then the oldest.
  var due: UInt64? {
    reached.min { first, second in
      guard let first = orders[first], let second = orders[second] else { return false }
      if first.side != second.side { return first.side == .buy }
      if first.stopPrice == second.stopPrice { return first.arrival < second.arrival }
      return (first.stopPrice < second.stopPrice) == (first.side == .buy)
    }
  }
}
