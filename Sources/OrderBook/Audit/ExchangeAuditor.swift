/// Holds the reports of an exchange against its requests, and the accounts against the reports.
public struct ExchangeAuditor: Sendable {
  /// What was found so far.
  public internal(set) var report = AuditReport<AccountInvariant>()
  /// What was observed so far.
  public private(set) var traffic = AuditedTraffic()

  let rules: ExchangeRules
  var accounts: [AccountModel]
  var model = ExchangeModel()
  var tally = BookCounters()
  var rejections: UInt64 = 0
  /// The fills, of which a trade has two.
  var fills: (count: UInt64, lots: UInt64) = (0, 0)
  private var sequence: UInt64 = 0
  /// The order that entered last, of this request or triggered by it.
  var taker: UInt64?
  var place = 0

  /// Makes an auditor for an exchange that has seen nothing.
  public init(of exchange: borrowing Exchange) {
    rules = exchange.rules
    accounts = (0..<Int(exchange.accountCount)).compactMap { number in
      exchange.account(number).map { AccountModel($0, takerFee: exchange.rules.takerFee) }
    }
  }

  /// Checks what an exchange told of the next request.
  public mutating func observe(_ request: OrderRequest, _ reports: [ExecutionReport]) {
    report.place = place
    place += 1
    tally.messages += 1
    traffic.count(request, reports)
    for told in reports {
      sequence += 1
      report.check(.sequence, told.sequence == sequence, "\(told.sequence) after \(sequence - 1)")
    }
    checkAnswer(request, reports)
    let request = model.asEntered(request)
    taker = nil
    var rest = reports[...]
    while let told = rest.popFirst() {
      let isAnswer = rest.startIndex == 1
      switch told.kind {
      case .rejected: refuse(told, request)
      case .accepted: accept(told, request)
      case .replaced: change(told, request)
      case .cancelled: takeOut(told, isAnswer ? request : nil)
      case .triggered: trigger(told)
      case .filled: trade(told, with: &rest)
      }
    }
    checkEnd(request)
  }

  private mutating func checkAnswer(_ request: OrderRequest, _ reports: [ExecutionReport]) {
    var isFit = false
    if let answer = reports.first, answer.id == request.id {
      switch (answer.kind, request.action) {
      case (.rejected, _): isFit = reports.count == 1
      case (.accepted, .enter): isFit = (1...UInt32(Int32.max)).contains(request.quantity)
      case (.cancelled, .cancel), (.cancelled, .reduce): isFit = true
      case (.replaced, .reduce), (.replaced, .replace), (.replaced, .move): isFit = true
      case (.cancelled, .move): isFit = reports.count > 1 && reports[1].id == request.id
      default: break
      }
    }
    report.check(
      .answered, isFit,
      "\(request.action) of order \(request.id) is answered by "
        + (reports.first.map { "\($0)" } ?? "nothing"))
  }

  private mutating func refuse(_ told: ExecutionReport, _ request: OrderRequest) {
    rejections += 1
    if told.reason == .unknownOrder { tally.orphans += 1 }
    report.check(
      .answered, deserves(told, request), "\(request) is refused by \(told.reason)")
    // A market order may have got its price before it was refused.
    let isPriced = request.terms == .market && request.action == .enter
    report.check(
      .orderTerms,
      told.account == request.account && told.side == request.side
        && told.quantity == request.quantity && (isPriced || told.price == request.price),
      "\(told) of \(request)")
    switch told.reason {
    case .rateLimit, .drawdownLimit, .positionLimit, .notionalLimit, .insufficientCash,
      .notFillable:
      let side = model[request.id]?.side ?? request.side
      meetLimits(request, side, price: told.price, refused: told.reason)
    default: break
    }
  }

  private mutating func accept(_ told: ExecutionReport, _ request: OrderRequest) {
    balance(told, leaves: told.quantity, isLive: false)
    var price = request.price
    if request.terms == .market { price = collared(request.side) ?? told.price }
    report.check(
      .orderTerms,
      told.account == request.account && told.side == request.side && told.price == price
        && told.quantity == request.quantity,
      "\(told) of \(request)")
    let waits =
      request.terms == .stop && !model.isReached(request.side, request.stopPrice)
    enter(
      request.id,
      .init(
        account: request.account, side: request.side, terms: request.terms, price: price,
        stopPrice: waits ? request.stopPrice : 0, leaves: request.quantity),
      request)
  }

  /// The worst price of a market order.
  private mutating func collared(_ side: Side) -> Int32? {
    guard let first = model.first(side.opposite), let best = model[first]?.price else { return nil }
    let worst = Int64(best) + Int64(side == .buy ? 1 : -1) * Int64(rules.collar)
    return Int32(clamping: max(worst, 1))
  }

  private mutating func change(_ told: ExecutionReport, _ request: OrderRequest) {
    guard balance(told, leaves: told.quantity, isLive: true), let order = model[told.id] else {
      return
    }
    let isReduced = request.action == .reduce
    let price = isReduced ? order.price : request.price
    let quantity = isReduced ? order.leaves &- request.quantity : request.quantity
    report.check(
      .orderTerms,
      told.account == order.account && told.account == request.account
        && told.side == order.side && told.price == price && told.leaves == quantity
        && (!isReduced || request.quantity < order.leaves),
      "\(told) of \(request), had \(order.leaves) @\(order.price)")
    if request.action != .move && price == order.price && quantity <= order.leaves {
      adjust(order, to: quantity)
      return model.resize(told.id, to: quantity)
    }
    enter(
      told.id,
      .init(
        account: order.account, side: order.side, terms: order.terms, price: price,
        stopPrice: order.stopPrice, leaves: quantity),
      request)
  }

  /// An order takes a place, for which its account must have been allowed to enter it.
  private mutating func enter(
    _ id: UInt64, _ order: ExchangeModel.Order, _ request: OrderRequest
  ) {
    meetLimits(request, order.side, price: order.price, refused: nil)
    if let replaced = model[id] { adjust(replaced, to: 0) }
    model.place(id, order)
    taker = id
    adjust(order, from: 0, to: order.leaves)
  }
}
