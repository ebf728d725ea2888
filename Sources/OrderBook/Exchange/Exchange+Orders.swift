extension Exchange {
  /// The highest bit of a slot: the order waits for its stop price.
  @inlinable static var stopBit: UInt32 { 1 << 31 }

  @inlinable @inline(__always)
  func record(_ slot: UInt32) -> Record {
    if slot & Self.stopBit != 0 {
      return stopRecords.base[Int(slot & ~Self.stopBit &- Layout.firstOrder)]
    }
    return records.base[Int(slot &- Layout.firstOrder)]
  }

  /// The side of a live order, and what is left of it.
  @inlinable @inline(__always)
  func rest(_ slot: UInt32) -> (side: Side, leaves: UInt32) {
    if slot & Self.stopBit != 0 {
      let place = stops.place(of: slot & ~Self.stopBit)
      return (place.side == 0 ? .sell : .buy, stops.quantity(of: slot & ~Self.stopBit))
    }
    return (book.place(of: slot).side == 0 ? .buy : .sell, book.quantity(of: slot))
  }

  /// The terms on which a live order goes on when it is replaced.
  @inlinable @inline(__always)
  func terms(_ slot: UInt32) -> OrderRequest.Terms {
    if slot & Self.stopBit != 0 { return .stop }
    return book.tag(of: slot) == UInt32(OrderRequest.Terms.postOnly.rawValue) ? .postOnly : .limit
  }

  /// The price at which a stop order waits; 0 of an order that rests.
  @inlinable @inline(__always)
  func stopPrice(_ slot: UInt32) -> Int32 {
    guard slot & Self.stopBit != 0 else { return 0 }
    let place = stops.place(of: slot & ~Self.stopBit)
    return PriceQueues<PriceTime>.price(side: place.side, rank: place.rank)
  }

  /// Takes a live order out and reports it cancelled.
  @inlinable
  mutating func takeOut<Sink: ReportSink>(
    _ slot: UInt32, reason: ExecutionReport.Reason, to sink: inout Sink
  ) {
    let order = record(slot)
    let (side, leaves) = rest(slot)
    remove(slot, order.id)
    sink.enter(.risk)
    release(order.account, side, price: order.price, from: leaves, to: 0)
    sink.enter(.matching)
    report(
      .cancelled, order.id, order.account, side, price: order.price, quantity: leaves, leaves: 0,
      why: reason, to: &sink)
  }

  @inlinable @inline(__always)
  mutating func remove(_ slot: UInt32, _ id: UInt64) {
    if slot & Self.stopBit != 0 {
      stops.remove(slot & ~Self.stopBit)
    } else {
      book.remove(slot)
    }
    index.remove(id)
  }

  /// A reduction, replacement or move of a live order of the account that asks.
  @inlinable
  mutating func change<Sink: ReportSink>(
    _ request: OrderRequest, _ slot: UInt32, to sink: inout Sink
  ) {
    let order = record(slot)
    let (side, leaves) = rest(slot)
    if request.action == .move {
      return request.side == side
        ? replace(request, slot, side, order, leaves: leaves, to: &sink)
        : turn(request, slot, to: &sink)
    }
    var quantity = request.quantity
    var price = request.price
    if request.action == .reduce {
      if quantity == 0 { return reject(request, .zeroQuantity, to: &sink) }
      if quantity >= leaves { return takeOut(slot, reason: .none, to: &sink) }
      quantity = leaves &- quantity
      price = order.price
    }
    if price == order.price && quantity <= leaves && quantity > 0 {
      if slot & Self.stopBit != 0 {
        stops.resize(slot & ~Self.stopBit, to: quantity)
      } else {
        book.resize(slot, to: quantity)
      }
      sink.enter(.risk)
      release(order.account, side, price: price, from: leaves, to: quantity)
      sink.enter(.matching)
      return report(
        .replaced, order.id, order.account, side, price: price, quantity: quantity,
        leaves: quantity, to: &sink)
    }
    replace(request, slot, side, order, leaves: leaves, to: &sink)
  }

  /// Gives an order its new price and quantity and a new place, if its account may.
  @inlinable
  mutating func replace<Sink: ReportSink>(
    _ request: OrderRequest, _ slot: UInt32, _ side: Side, _ order: Record, leaves: UInt32,
    to sink: inout Sink
  ) {
    let terms = terms(slot)
    let stopPrice = stopPrice(slot)
    var entry = request
    entry.side = side
    entry.terms = .limit
    sink.enter(.risk)
    release(order.account, side, price: order.price, from: leaves, to: 0)
    let reason = terms == .postOnly ? postOnlyRefusal(entry) : refusal(&entry)
    let (price, quantity) =
      reason == nil ? (request.price, request.quantity) : (order.price, leaves)
    reserve(order.account, side, price: price, quantity: quantity)
    sink.enter(.matching)
    if let reason { return reject(request, reason, to: &sink) }
    report(
      .replaced, order.id, order.account, side, price: request.price,
      quantity: request.quantity, leaves: request.quantity, to: &sink)
    remove(slot, order.id)
    if terms == .stop {
      entry.stopPrice = stopPrice
      return wait(entry)
    }
    execute(
      order.id, order.account, side, price: request.price, quantity: request.quantity,
      terms: terms, to: &sink)
  }

  /// Moves an order to the other side: a cancellation, and a new order that may be refused.
  @inlinable @inline(never)
  mutating func turn<Sink: ReportSink>(
    _ request: OrderRequest, _ slot: UInt32, to sink: inout Sink
  ) {
    if request.quantity == 0 { return reject(request, .zeroQuantity, to: &sink) }
    var entry = request
    entry.terms = terms(slot)
    entry.stopPrice = stopPrice(slot)
    takeOut(slot, reason: .none, to: &sink)
    enter(entry, to: &sink)
  }
}
