extension Exchange {
  /// Whether the latest trade is at a stop price or beyond.
  @inlinable
  func isReached(_ side: Side, _ stop: Int32) -> Bool {
    lastPrice != 0 && (side == .buy ? lastPrice >= stop : lastPrice <= stop)
  }

  /// Puts a stop order where it waits.
  @inlinable
  mutating func wait(_ request: OrderRequest) {
    let side = Int(request.side.opposite.rawValue)
    let slot = stops.join(
      side: side, rank: PriceQueues<PriceTime>.rank(side: side, price: request.stopPrice),
      quantity: request.quantity, tag: 0)
    if stopRecords.capacity < stops.tags.capacity { growRecords() }
    stopRecords.base[Int(slot &- Layout.firstOrder)] = Record(
      id: request.id, account: request.account, price: request.price)
    index.insert(request.id, slot: slot | Self.stopBit)
  }

  /// Enters every stop order that a trade of this request has reached, and those that their trades
  /// reach.
  ///
  /// One after the other, of all those reached by then: the buys before the sells, the lowest stop
  /// price of the buys and the highest of the sells first, and of one price the oldest.
  @inlinable
  mutating func trigger<Sink: ReportSink>(to sink: inout Sink) {
    while let (side, slot) = reachedStop() {
      let order = stopRecords.base[Int(slot &- Layout.firstOrder)]
      let quantity = stops.quantity(of: slot)
      stops.remove(slot)
      index.remove(order.id)
      report(
        .triggered, order.id, order.account, side, price: order.price, quantity: quantity,
        leaves: quantity, to: &sink)
      execute(
        order.id, order.account, side, price: order.price, quantity: quantity, terms: .limit,
        to: &sink)
    }
  }

  @inlinable @inline(__always)
  func reachedStop() -> (side: Side, slot: UInt32)? {
    reachedStop(.buy, by: highestTrade) ?? reachedStop(.sell, by: lowestTrade)
  }

  /// The stop order that a trade reaches first, as it would reach a resting one of its queue.
  @inlinable @inline(__always)
  func reachedStop(_ side: Side, by price: Int32) -> (side: Side, slot: UInt32)? {
    let queue = Int(side.opposite.rawValue)
    guard stops.bestRank(queue) >= PriceQueues<PriceTime>.rank(side: queue, price: price) else {
      return nil
    }
    return (side, stops.first(queue))
  }
}
