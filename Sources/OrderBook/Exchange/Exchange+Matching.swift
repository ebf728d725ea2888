extension Exchange {
  /// A new order.
  @inlinable @inline(__always)
  mutating func enter<Sink: ReportSink>(_ request: OrderRequest, to sink: inout Sink) {
    var request = request
    sink.enter(.risk)
    let reason = refusal(&request)
    if reason == nil {
      reserve(request.account, request.side, price: request.price, quantity: request.quantity)
    }
    sink.enter(.matching)
    if let reason { return reject(request, reason, to: &sink) }
    report(
      .accepted, request.id, request.account, request.side, price: request.price,
      quantity: request.quantity, leaves: request.quantity, to: &sink)
    if request.terms == .stop && !isReached(request.side, request.stopPrice) {
      return wait(request)
    }
    execute(
      request.id, request.account, request.side, price: request.price,
      quantity: request.quantity, terms: request.terms, to: &sink)
  }

  /// Trades an order whose reserve is set aside; what is left rests or is cancelled.
  @inlinable @inline(never)
  mutating func execute<Sink: ReportSink>(
    _ id: UInt64, _ account: UInt32, _ side: Side, price: Int32, quantity: UInt32,
    terms: OrderRequest.Terms, to sink: inout Sink
  ) {
    let other = Int(side.opposite.rawValue)
    let limit = PriceQueues<PriceTime>.rank(side: other, price: price)
    var leaves = quantity
    var why = ExecutionReport.Reason.immediate
    while leaves > 0 && book.bestRank(other) >= limit {
      let slot = book.first(other)
      let maker = records.base[Int(slot &- Layout.firstOrder)]
      if maker.account == account && rules.selfTrade != .allow {
        if rules.selfTrade == .cancelResting {
          takeOut(slot, reason: .selfTrade, to: &sink)
          continue
        }
        why = .selfTrade
        break
      }
      let resting = book.quantity(of: slot)
      let traded = min(leaves, resting)
      leaves &-= traded
      settle(
        slot, maker, resting: resting, traded: traded, taker: id, account, side,
        limit: price, leaves: leaves, to: &sink)
    }
    if leaves == 0 { return }
    if terms.rest && why == .immediate {
      let rank = PriceQueues<PriceTime>.rank(side: Int(side.rawValue), price: price)
      let slot = book.join(
        side: Int(side.rawValue), rank: rank, quantity: leaves, tag: UInt32(terms.rawValue))
      if records.capacity < book.tags.capacity { growRecords() }
      records.base[Int(slot &- Layout.firstOrder)] = Record(
        id: id, account: account, price: price)
      index.insert(id, slot: slot)
      return
    }
    sink.enter(.risk)
    release(account, side, price: price, from: leaves, to: 0)
    sink.enter(.matching)
    report(
      .cancelled, id, account, side, price: price, quantity: leaves, leaves: 0, why: why,
      to: &sink)
  }

  /// Books one trade for both accounts and reports it to both, to the maker first.
  @inlinable @inline(__always)
  mutating func settle<Sink: ReportSink>(
    _ slot: UInt32, _ maker: Record, resting: UInt32, traded: UInt32, taker: UInt64,
    _ account: UInt32, _ side: Side, limit: Int32, leaves: UInt32, to sink: inout Sink
  ) {
    sink.enter(.risk)
    let notional = Int64(maker.price) &* Int64(traded)
    let makerFee = fee(notional, rules.makerFee)
    let takerFee = fee(notional, rules.takerFee)
    release(
      maker.account, side.opposite, price: maker.price, from: resting, to: resting &- traded)
    release(account, side, price: limit, from: leaves &+ traded, to: leaves)
    pay(maker.account, side.opposite, quantity: traded, notional: notional, fee: makerFee)
    pay(account, side, quantity: traded, notional: notional, fee: takerFee)
    sink.enter(.matching)
    book.fill(slot, by: traded)
    if traded == resting { index.remove(maker.id) }
    lastPrice = maker.price
    lowestTrade = min(lowestTrade, maker.price)
    highestTrade = max(highestTrade, maker.price)
    tally.trades &+= 1
    tally.volume &+= UInt64(traded)
    report(
      .filled, maker.id, maker.account, side.opposite, price: maker.price, quantity: traded,
      leaves: resting &- traded, counterpart: taker, fee: makerFee, to: &sink)
    report(
      .filled, taker, account, side, price: maker.price, quantity: traded, leaves: leaves,
      counterpart: maker.id, fee: takerFee, to: &sink)
  }

  @usableFromInline
  mutating func growRecords() {
    while records.capacity < book.tags.capacity { records.grow() }
    while stopRecords.capacity < stops.tags.capacity { stopRecords.grow() }
  }

  @inlinable @inline(__always)
  mutating func report<Sink: ReportSink>(
    _ kind: ExecutionReport.Kind, _ id: UInt64, _ account: UInt32, _ side: Side, price: Int32,
    quantity: UInt32, leaves: UInt32, why reason: ExecutionReport.Reason = .none,
    counterpart: UInt64 = 0, fee: Int64 = 0, to sink: inout Sink
  ) {
    sequence &+= 1
    sink.receive(
      ExecutionReport(
        kind, sequence: sequence, id: id, counterpart: counterpart, fee: fee, account: account,
        price: price, quantity: quantity, leaves: leaves, reason: reason, side: side))
  }

  @inlinable @inline(never)
  mutating func reject<Sink: ReportSink>(
    _ request: OrderRequest, _ reason: ExecutionReport.Reason, to sink: inout Sink
  ) {
    rejections &+= 1
    report(
      .rejected, request.id, request.account, request.side, price: request.price,
      quantity: request.quantity, leaves: 0, why: reason, to: &sink)
  }
}
