/// Holds the reports of an exchange against its requests, and the accounts against the reports.
public struct ExchangeAuditor: Sendable {
  /// What was found so far.
  public var report = AuditReport<AccountInvariant>()

  private struct Ledger {
    var cash: Int128
    var fees: Int128 = 0
    var position: Int64 = 0
  }

  private let rules: ExchangeRules
  private var ledgers: [Ledger]
  private var leaves: [UInt64: UInt32] = [:]
  private var sequence: UInt64 = 0
  private var place = 0

  /// Makes an auditor for an exchange that has seen nothing.
  public init(of exchange: borrowing Exchange) {
    rules = exchange.rules
    ledgers = (0..<Int(exchange.accountCount)).map { number in
      Ledger(cash: Int128(exchange.account(number)?.deposit ?? 0))
    }
  }

  /// Checks what an exchange told of the next request.
  public mutating func observe(_ request: OrderRequest, _ reports: [ExecutionReport]) {
    report.place = place
    place += 1
    let answer = reports.first { $0.id == request.id }
    report.check(
      .answered, answer.map { $0.kind != .filled && $0.kind != .triggered } ?? false,
      "request for order \(request.id) is answered by \(answer.map { "\($0)" } ?? "nothing")")
    for (index, told) in reports.enumerated() {
      sequence += 1
      report.check(.sequence, told.sequence == sequence, "\(told.sequence) after \(sequence - 1)")
      follow(told, after: index > 0 ? reports[index - 1] : nil)
    }
  }

  private mutating func follow(_ told: ExecutionReport, after previous: ExecutionReport?) {
    let before = leaves[told.id]
    var expected = told.leaves
    switch told.kind {
    case .rejected:
      report.check(.answered, told.reason != .none, "order \(told.id) is rejected without a reason")
      return
    case .accepted, .replaced: expected = told.quantity
    case .triggered: expected = before ?? 0
    case .cancelled: expected = (before ?? 0) &- told.quantity
    case .filled:
      expected = (before ?? 0) &- told.quantity
      settle(told, after: previous)
    }
    report.check(
      .orderBalance,
      told.leaves == expected && (before != nil) == (told.kind != .accepted),
      "\(told.kind) of order \(told.id) leaves \(told.leaves), not \(expected)")
    leaves[told.id] = told.leaves == 0 ? nil : told.leaves
  }

  private mutating func settle(_ fill: ExecutionReport, after previous: ExecutionReport?) {
    if let previous, previous.kind == .filled, previous.counterpart == fill.id,
      previous.id == fill.counterpart
    {
      report.check(
        .pairedFills,
        previous.price == fill.price && previous.quantity == fill.quantity
          && previous.side == fill.side.opposite,
        "orders \(previous.id) and \(fill.id) tell two different trades")
    }
    let sign: Int64 = fill.side == .buy ? 1 : -1
    ledgers[Int(fill.account)].position += sign * Int64(fill.quantity)
    ledgers[Int(fill.account)].fees += Int128(fill.fee)
    ledgers[Int(fill.account)].cash -=
      Int128(sign) * Int128(fill.price) * Int128(fill.quantity) + Int128(fill.fee)
  }
}

extension ExchangeAuditor {
  private struct Open {
    var buys: Int64 = 0
    var sells: Int64 = 0
    var notional: Int128 = 0
    var reserved: Int128 = 0
  }

  /// Checks an exchange's accounts after the requests observed so far.
  public mutating func inspect(_ exchange: borrowing Exchange) {
    report.place = max(place - 1, 0)
    var open = Array(repeating: Open(), count: ledgers.count)
    for order in exchange.orders() {
      report.check(
        .orderBalance, leaves[order.id] == order.leaves,
        "order \(order.id) rests with \(order.leaves), told \(leaves[order.id] ?? 0)")
      let number = Int(order.account)
      let notional = Int128(order.price) * Int128(order.leaves)
      open[number].notional += notional
      if order.side == .buy {
        open[number].buys += Int64(order.leaves)
        open[number].reserved += notional + notional * Int128(rules.takerFee) / 1_000_000
      } else {
        open[number].sells += Int64(order.leaves)
      }
    }
    var position: Int64 = 0
    var money: Int128 = 0
    var deposits: Int128 = 0
    for number in ledgers.indices {
      guard let account = exchange.account(number) else { continue }
      position += account.position
      money += account.cash + account.fees
      deposits += Int128(account.deposit)
      check(number, account, open[number])
    }
    report.check(.zeroSum, position == 0, "the positions add up to \(position)")
    report.check(
      .cashConservation, money == deposits, "cash and fees are \(money), deposits \(deposits)")
  }

  private mutating func check(_ number: Int, _ account: Account, _ open: Open) {
    let ledger = ledgers[number]
    report.check(
      .ledger,
      account.cash == ledger.cash && account.fees == ledger.fees
        && account.position == ledger.position,
      "account \(number) has \(account.cash), \(account.fees) and \(account.position), "
        + "its fills say \(ledger.cash), \(ledger.fees) and \(ledger.position)")
    report.check(
      .reserves, account.reserved == open.reserved && account.reserved <= max(account.cash, 0),
      "account \(number) reserves \(account.reserved) of \(account.cash), not \(open.reserved)")
    report.check(
      .openOrders,
      account.openBuys == open.buys && account.openSells == open.sells
        && account.openNotional == open.notional,
      "account \(number) has open \(account.openBuys), \(account.openSells), "
        + "\(account.openNotional), its orders \(open.buys), \(open.sells), \(open.notional)")
    report.check(
      .limits,
      account.position + account.openBuys <= account.limits.position
        && account.openSells - account.position <= account.limits.position
        && account.openNotional <= Int128(account.limits.notional),
      "account \(number) could reach \(account.position + account.openBuys) or "
        + "\(account.position - account.openSells), and has \(account.openNotional) open")
  }
}
