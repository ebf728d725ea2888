extension ExchangeAuditor {
  /// Checks an exchange after the requests observed so far: accounts, orders, queues and index.
  public mutating func inspect(_ exchange: borrowing Exchange) {
    report.place = max(place - 1, 0)
    exchange.audit(into: &report)
    let orders = exchange.state.orders
    inspect(orders)
    tally.live = UInt64(model.orders.count)
    tally.trades = fills.count / 2
    tally.volume = fills.lots / 2
    let told = exchange.counters
    report.check(.counters, told == tally, "\(told), the reports say \(tally)")
    let rejected = exchange.rejected
    report.check(
      .counters, rejected == rejections, "\(rejected) rejected, the reports say \(rejections)")
    var position: Int64 = 0
    var money: Int128 = 0
    var deposits: Int128 = 0
    for number in accounts.indices {
      guard let account = exchange.account(number) else { continue }
      position += account.position
      money += account.cash + account.fees
      deposits += Int128(account.deposit)
      check(number, account)
      let gain = account.equity(at: exchange.latestPrice) - Int128(account.deposit)
      checkProfit(number, gain, fees: account.fees)
    }
    report.check(.zeroSum, position == 0, "the positions add up to \(position)")
    report.check(
      .cashConservation, money == deposits, "cash and fees are \(money), deposits \(deposits)")
  }

  /// Checks that two runs of the same requests told the same.
  public mutating func compare(_ first: ReportDigest, _ second: ReportDigest) {
    report.check(.repeatable, first == second, "report digest \(first), then \(second)")
  }

  private mutating func inspect(_ orders: [ExchangeState.Order]) {
    report.check(
      .orderBalance, orders.count == model.orders.count,
      "\(orders.count) orders rest or wait, the reports say \(model.orders.count)")
    for order in orders {
      guard let known = model[order.id] else {
        report.check(.orderBalance, false, "order \(order.id) is live and was not told")
        continue
      }
      report.check(
        .orderBalance, known.leaves == order.quantity,
        "order \(order.id) has \(order.quantity), told \(known.leaves)")
      report.check(
        .orderTerms,
        known.account == order.account && known.side == order.side && known.price == order.price,
        "\(order), told \(known)")
      report.check(
        .executionTerms, order.isPostOnly == (known.terms == .postOnly),
        "order \(order.id), a \(known.terms) one, is \(order.isPostOnly ? "" : "not ")post-only")
      report.check(
        .stopTerms, known.stopPrice == order.stopPrice,
        "order \(order.id) waits for \(order.stopPrice), not \(known.stopPrice)")
    }
    for (first, second) in zip(orders, orders.dropFirst()) where first.shares(second) {
      let arrivals = (model[first.id]?.arrival ?? 0, model[second.id]?.arrival ?? 0)
      report.check(
        .arrivalOrder, arrivals.0 < arrivals.1,
        "order \(first.id), \(arrivals.0). to come, stands before \(second.id), \(arrivals.1).")
    }
  }

  /// Holds what an account gained, at the exchange's latest price, against its lots at the price
  /// of the latest fill.
  private mutating func checkProfit(_ number: Int, _ gain: Int128, fees: Int128) {
    let lots = accounts[number].lots
    let unrealized = lots.unrealized(at: model.lastPrice)
    report.check(
      .profit, gain == lots.realized + unrealized - fees,
      "account \(number) gained \(gain), its lots \(lots.realized) and \(unrealized), "
        + "fees \(fees)")
  }

  private mutating func check(_ number: Int, _ account: Account) {
    let model = accounts[number]
    report.check(
      .ledger,
      account.cash == model.cash && account.fees == model.fees
        && account.position == model.position,
      "account \(number) has \(account.cash), \(account.fees) and \(account.position), "
        + "its fills say \(model.cash), \(model.fees) and \(model.position)")
    report.check(
      .reserves, account.reserved == model.reserved && account.reserved <= max(account.cash, 0),
      "account \(number) reserves \(account.reserved) of \(account.cash), not \(model.reserved)")
    report.check(
      .openOrders,
      account.openBuys == model.buys && account.openSells == model.sells
        && account.openNotional == model.notional,
      "account \(number) has open \(account.openBuys), \(account.openSells), "
        + "\(account.openNotional), its orders \(model.buys), \(model.sells), \(model.notional)")
    report.check(
      .limits,
      account.position + account.openBuys <= account.limits.position
        && account.openSells - account.position <= account.limits.position
        && account.openNotional <= Int128(account.limits.notional),
      "account \(number) could reach \(account.position + account.openBuys) or "
        + "\(account.position - account.openSells), and has \(account.openNotional) open")
    report.check(
      .rateLimit, account.second == model.second && account.requests == model.requests,
      "account \(number) counts \(account.requests) in second \(account.second), not "
        + "\(model.requests) in \(model.second)")
    report.check(
      .drawdown, account.peak == model.peak,
      "account \(number) has a peak of \(account.peak), not \(model.peak)")
  }
}

extension ExchangeState.Order {
  /// Whether two orders stand in one queue.
  fileprivate func shares(_ other: Self) -> Bool {
    side == other.side && stopPrice == other.stopPrice && (stopPrice != 0 || price == other.price)
  }
}
