public import COrderBook

extension Exchange {
  /// Takes requests in order, as `apply` does one by one.
  ///
  /// A book that does not fit the processor's cache is waited for at each request. Those of a
  /// batch are known beforehand, so that what the next ones will touch is fetched meanwhile:
  /// first the entries of the index, then the orders they lead to, then their neighbours.
  @inlinable
  public mutating func apply<Sink: ReportSink>(
    _ requests: Span<OrderRequest>, to sink: inout Sink
  ) {
    let count = requests.count
    for place in 0..<count {
      if index.count > Self.cachedOrders && place &+ 16 < count {
        fetchEntry(of: requests[place &+ 16].id, requests[place &+ 16].account)
        let next = requests[place &+ 10]
        fetchOrder(of: next.id, side: Int(next.side.rawValue), price: next.price)
        let soon = requests[place &+ 5]
        fetchNeighbours(of: soon.id, side: Int(soon.side.rawValue), price: soon.price)
      }
      apply(requests[place], to: &sink)
    }
  }

  /// Up to so many live orders, nothing is fetched beforehand.
  @inlinable static var cachedOrders: Int { 8_192 }

  @inlinable @inline(__always)
  func fetchEntry(of id: UInt64, _ account: UInt32) {
    order_book_fetch(index.entries.base + index.home(of: id))
    order_book_fetch(accounts.base + Int(min(account, accountCount)))
  }

  // Whether a request enters an order cannot be predicted, so both cases are fetched for it.

  @inlinable @inline(__always)
  func fetchOrder(of id: UInt64, side: Int, price: Int32) {
    let slot = likelySlot(of: id)
    order_book_fetch(book.nodes.base + Int(slot))
    order_book_fetch(records.base + Int(slot &- Layout.firstOrder))
    order_book_fetch(book.nodes.base + Int(likelyLevel(side: side, price: price)))
  }

  @inlinable @inline(__always)
  func fetchNeighbours(of id: UInt64, side: Int, price: Int32) {
    let nodes = book.nodes.base
    let order = nodes[Int(likelySlot(of: id))]
    order_book_fetch(nodes + Int(order.previous))
    order_book_fetch(nodes + Int(order.next))
    order_book_fetch(nodes + Int(order.level))
    order_book_fetch(nodes + Int(nodes[Int(likelyLevel(side: side, price: price))].previous))
  }

  /// The node of an order if its entry is where it is first sought, else the first order's.
  @inlinable @inline(__always)
  func likelySlot(of id: UInt64) -> UInt32 {
    let entry = index.entries.base[index.home(of: id)]
    let rests = entry.key == id && entry.slot & Self.stopBit == 0
    return max(rests ? entry.slot : 0, Layout.firstOrder)
  }

  /// The level of a price, or the nearest one of the window.
  @inlinable @inline(__always)
  func likelyLevel(side: Int, price: Int32) -> UInt32 {
    let rank = PriceQueues<PriceTime>.rank(side: side, price: price)
    let position = rank &- book.sides.base[side].origin
    return PriceQueues<PriceTime>.level(
      side: side, position: min(max(position, 0), Layout.windowSize &- 1))
  }
}
