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
      quantity: request.quantity, tag: request.account)
    if stopRecords.capacity < stops.tags.capacity { growRecords() }
    stopRecords.base[Int(slot &- Layout.firstOrder)] = Record(
      id: request.id, account: request.account, price: request.price)
    index.insert(request.id, slot: slot | Self.stopBit)
  }

  /// Enters every stop order that the latest trade has reached, and those that their trades reach:
  /// the buys first, and of a side the stop price first that was reached first.
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
        order.id, order.account, side, price: order.price, quantity: quantity, rests: true,
        to: &sink)
    }
  }

  @usableFromInline
  func reachedStop() -> (side: Side, slot: UInt32)? {
    for side in Side.allCases {
      let queue = Int(side.opposite.rawValue)
      let rank = stops.bestRank(queue)
      guard rank != Layout.noRank,
        isReached(side, PriceQueues<PriceTime>.price(side: queue, rank: rank))
      else { continue }
      return (side, stops.first(queue))
    }
    return nil
  }
}
