extension ExchangeAuditor {
  /// Checks a fill with the one behind it, which must be the other half of the trade.
  mutating func trade(_ maker: ExecutionReport, with rest: inout ArraySlice<ExecutionReport>) {
    guard let taker = rest.first, taker.kind == .filled,
      maker.counterpart == taker.id || taker.counterpart == maker.id
    else {
      report.check(
        .pairedFills, false,
        "the fill of order \(maker.id) with \(maker.counterpart) stands without the other")
      return fill(maker)
    }
    rest.removeFirst()
    let isPair =
      maker.counterpart == taker.id && taker.counterpart == maker.id
      && maker.price == taker.price && maker.quantity == taker.quantity
      && maker.side == taker.side.opposite
    report.check(
      .pairedFills, isPair, "orders \(maker.id) and \(taker.id) tell two different trades")
    if isPair { check(maker, taker) }
    fill(maker)
    fill(taker)
  }

  private mutating func check(_ maker: ExecutionReport, _ taker: ExecutionReport) {
    let first = model.first(maker.side)
    report.check(
      .priority, first == maker.id,
      "order \(maker.id) traded before \(first.map { "\($0)" } ?? "none")")
    if let resting = model[maker.id], let incoming = model[taker.id] {
      report.check(
        .tradeTerms,
        resting.price == maker.price && incoming.accepts(maker.price) && taker.id == self.taker
          && maker.quantity == min(resting.leaves, incoming.leaves),
        "\(maker.quantity) @\(maker.price), maker \(resting.leaves) @\(resting.price), "
          + "taker \(incoming.leaves) @\(incoming.price)")
      report.check(
        .stopTerms, !incoming.isWaiting,
        "order \(taker.id) trades and waits for \(incoming.stopPrice)")
      report.check(
        .executionTerms, incoming.terms != .postOnly,
        "order \(taker.id) trades as it enters, and is post-only")
      report.check(
        .selfTrade, rules.selfTrade == .allow || resting.account != incoming.account,
        "orders \(maker.id) and \(taker.id) are of account \(resting.account)")
    }
    for (fill, share) in [(maker, rules.makerFee), (taker, rules.takerFee)] {
      let fee = Int128(fill.price) * Int128(fill.quantity) * Int128(share) / 1_000_000
      report.check(
        .fees, Int128(fill.fee) == fee, "order \(fill.id) pays \(fill.fee), not \(fee)")
    }
  }

  private mutating func fill(_ told: ExecutionReport) {
    let order = model[told.id]
    let leaves = (order?.leaves ?? 0) &- told.quantity
    balance(told, leaves: leaves, isLive: true)
    fills.count += 1
    fills.lots += UInt64(told.quantity)
    if accounts.indices.contains(Int(told.account)) { accounts[Int(told.account)].book(told) }
    model.trade(at: told.price)
    guard let order else { return }
    report.check(
      .orderTerms, told.account == order.account && told.side == order.side,
      "\(told) of account \(order.account)'s \(order.side)")
    adjust(order, to: told.quantity > order.leaves ? 0 : leaves)
    model.resize(told.id, to: told.quantity > order.leaves ? 0 : leaves)
  }
}
