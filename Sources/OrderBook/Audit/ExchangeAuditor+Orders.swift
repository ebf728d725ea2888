extension ExchangeAuditor {
  /// Checks what is left of an order, and whether it is known; returns the latter.
  @discardableResult
  mutating func balance(_ told: ExecutionReport, leaves: UInt32, isLive: Bool) -> Bool {
    let isKnown = model[told.id] != nil
    report.check(
      .orderBalance, told.leaves == leaves && isKnown == isLive,
      isKnown == isLive
        ? "\(told.kind) of order \(told.id) leaves \(told.leaves), not \(leaves)"
        : "\(told.kind) of order \(told.id), which is \(isKnown ? "live" : "not live")")
    return isKnown
  }

  /// Follows what an account has open in an order.
  mutating func adjust(_ order: ExchangeModel.Order, from before: UInt32? = nil, to after: UInt32) {
    guard accounts.indices.contains(Int(order.account)) else { return }
    accounts[Int(order.account)].adjust(
      order.side, price: order.price, from: before ?? order.leaves, to: after)
  }

  /// An order is taken out, as asked or by the exchange.
  mutating func takeOut(_ told: ExecutionReport, _ request: OrderRequest?) {
    let order = model[told.id]
    balance(told, leaves: (order?.leaves ?? 0) &- told.quantity, isLive: true)
    guard let order else { return }
    report.check(.orderBalance, told.leaves == 0, "order \(told.id) is cancelled in part")
    checkTerms(told, order, price: order.price)
    let isFit: Bool
    switch told.reason {
    case .none:
      isFit =
        request?.action == .cancel
        || request?.action == .move && request?.side == order.side.opposite
        || request?.action == .reduce && (request?.quantity ?? 0) >= order.leaves
    case .immediate:
      let next = model.first(order.side.opposite).flatMap { model[$0] }
      isFit =
        [.market, .immediateOrCancel].contains(order.terms)
        && !(next.map { order.accepts($0.price) } ?? false)
    case .selfTrade:
      isFit = isSelfTrade(told.id, order)
    default: isFit = false
    }
    report.check(.executionTerms, isFit, "\(order.terms) order \(told.id) ends by \(told)")
    adjust(order, to: 0)
    model.resize(told.id, to: 0)
  }

  /// Whether the rules let an order go rather than meet one of its own account.
  private mutating func isSelfTrade(_ id: UInt64, _ order: ExchangeModel.Order) -> Bool {
    guard let taker, let incoming = model[taker] else { return false }
    let first = model.first(incoming.side.opposite)
    guard let first, let next = model[first], next.account == incoming.account,
      incoming.accepts(next.price)
    else { return false }
    switch rules.selfTrade {
    case .allow: return false
    case .cancelResting: return id == first
    case .cancelIncoming: return id == taker && order.terms != .fillOrKill
    }
  }

  mutating func checkTerms(
    _ told: ExecutionReport, _ order: ExchangeModel.Order, price: Int32
  ) {
    report.check(
      .orderTerms,
      told.account == order.account && told.side == order.side && told.price == price,
      "\(told) of account \(order.account)'s \(order.side) @\(order.price)")
  }

  /// A stop order becomes a limit order.
  mutating func trigger(_ told: ExecutionReport) {
    let order = model[told.id]
    balance(told, leaves: order?.leaves ?? 0, isLive: true)
    guard let order else { return }
    checkTerms(told, order, price: order.price)
    let due = model.due
    report.check(
      .stopTerms, order.isWaiting && due == told.id,
      "order \(told.id) is triggered before \(due.map { "\($0)" } ?? "any is reached")")
    var entered = order
    entered.stopPrice = 0
    model.place(told.id, entered)
    taker = told.id
  }

  /// Checks what must hold when all reports of a request are there.
  mutating func checkEnd(_ request: OrderRequest) {
    if let order = model[request.id], request.action == .enter, taker != nil {
      report.check(
        .executionTerms, ![.market, .immediateOrCancel, .fillOrKill].contains(order.terms),
        "\(order.terms) order \(request.id) rests with \(order.leaves)")
    }
    let due = model.due
    report.check(.stopTerms, due == nil, "order \(due ?? 0) waits after a trade at its stop price")
    guard let bid = model.first(.buy).flatMap({ model[$0]?.price }),
      let ask = model.first(.sell).flatMap({ model[$0]?.price })
    else { return }
    report.check(.uncrossed, bid < ask, "bid \(bid) is not below ask \(ask)")
  }
}
