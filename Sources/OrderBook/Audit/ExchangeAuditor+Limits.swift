extension ExchangeAuditor {
  /// Checks whether an account may enter an order, or why not: the first reason there is must be
  /// the one told, if one of its limits is.
  mutating func meetLimits(
    _ request: OrderRequest, _ side: Side, price: Int32, refused reason: ExecutionReport.Reason?
  ) {
    guard accounts.indices.contains(Int(request.account)) else { return }
    let number = Int(request.account)
    let limits = accounts[number].limits
    let told = reason.map { "is refused by \($0)" } ?? "enters"
    accounts[number].begin(second: request.time / 1_000_000_000)
    let before = accounts[number].requests
    report.check(
      .rateLimit, (before >= limits.rate) == (reason == .rateLimit),
      "account \(number) \(told) after \(before) in second \(accounts[number].second), "
        + "may \(limits.rate)")
    if reason == .rateLimit { return }
    accounts[number].countRequest()
    let account = trial(request, side, price: price)
    let reach = side == .buy ? account.position + account.buys : account.sells - account.position
    let breach: ExecutionReport.Reason? =
      reach > limits.position
      ? .positionLimit : account.notional > Int128(limits.notional) ? .notionalLimit : nil
    let isLimited = reason == .positionLimit || reason == .notionalLimit
    report.check(
      .limits, breach == (isLimited ? reason : nil),
      "account \(number) \(told), could reach \(reach) and has \(account.notional) open")
    if isLimited { return }
    let fall = accounts[number].fall(at: model.lastPrice)
    report.check(
      .drawdown, (fall > Int128(limits.drawdown)) == (reason == .drawdownLimit),
      "account \(number) \(told) after a fall of \(fall), may \(limits.drawdown)")
    if reason == .drawdownLimit { return }
    let isShort = side == .buy && account.reserved > account.cash
    report.check(
      .reserves, isShort == (reason == .insufficientCash),
      "account \(number) \(told), reserves \(account.reserved) of \(account.cash)")
  }

  /// The account with the order that is asked for, and without the one that it replaces.
  private func trial(_ request: OrderRequest, _ side: Side, price: Int32) -> AccountModel {
    var account = accounts[Int(request.account)]
    if let order = model[request.id] {
      account.adjust(order.side, price: order.price, from: order.leaves, to: 0)
    }
    account.adjust(side, price: price, from: 0, to: request.quantity)
    return account
  }

  /// Whether a request gives the reason for which it is refused; those of limits are checked apart.
  mutating func deserves(_ told: ExecutionReport, _ request: OrderRequest) -> Bool {
    let order = model[request.id]
    switch told.reason {
    case .none, .selfTrade, .immediate: return false
    case .unknownOrder: return request.action != .enter && order == nil
    case .duplicateID: return request.action == .enter && order != nil
    case .notOwner: return order.map { $0.account != request.account } ?? false
    case .unknownAccount: return !accounts.indices.contains(Int(request.account))
    case .zeroQuantity: return request.quantity == 0
    case .hugeQuantity: return request.quantity > Int32.max
    case .badPrice:
      return told.price <= 0 || (request.terms == .stop && request.stopPrice <= 0)
    case .noLiquidity:
      return request.terms == .market && model.first(request.side.opposite) == nil
    case .notFillable: return request.terms == .fillOrKill
    case .wouldTrade:
      let side = order?.side ?? request.side
      let best = model.first(side.opposite).flatMap { model[$0]?.price }
      let crosses = best.map { side == .buy ? $0 <= told.price : $0 >= told.price } ?? false
      return (order?.terms ?? request.terms) == .postOnly && crosses
    case .rateLimit, .positionLimit, .notionalLimit, .drawdownLimit, .insufficientCash:
      return true
    }
  }
}
