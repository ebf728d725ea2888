/// Holds the events of a book against the records of its stream, and against its state.
public struct StreamAuditor: Sendable {
  /// What was found so far.
  public var report = AuditReport<Invariant>()

  private var model = OrderModel()
  private var tally = BookCounters()
  private var entered = Quantities()
  private var place = 0

  /// Sums of quantities; 128 bits do not overflow.
  private struct Quantities {
    var submitted: UInt128 = 0
    var cancelled: UInt128 = 0
  }

  /// Makes an auditor that has seen nothing.
  public init() {}

  /// Checks what a book told of the next record.
  public mutating func observe(_ message: OrderMessage, _ events: [BookEvent]) {
    report.place = place
    tally.messages += 1
    var answers = events[...]
    if message.kind != .limit {
      let isLive = model[message.id] != nil
      report.check(.noOrphans, isLive, "\(message.kind) of order \(message.id), not live")
      guard isLive else {
        tally.orphans += 1
        answer(.orphan, message.id, price: Int32(message.kind.rawValue), 0, in: &answers)
        return finish(answers)
      }
    }
    switch message.kind {
    case .limit: enter(message, &answers)
    case .cancel: takeOut(message.id, &answers)
    case .reduce: reduce(message, &answers)
    case .move:
      takeOut(message.id, &answers)
      enter(message, &answers)
    }
    finish(answers)
  }

  private mutating func finish(_ rest: ArraySlice<BookEvent>) {
    report.check(.acknowledged, rest.isEmpty, "unexpected \(rest.first.map { "\($0)" } ?? "")")
    place += 1
  }

  private mutating func enter(_ message: OrderMessage, _ answers: inout ArraySlice<BookEvent>) {
    entered.submitted += UInt128(message.quantity)
    var leaves = message.quantity
    while case .trade(let trade)? = answers.first {
      answers.removeFirst()
      leaves -= settle(trade, of: message, leaves: leaves)
    }
    if leaves > 0 {
      model.insert(
        message.id,
        .init(side: message.side, price: message.price, leaves: leaves, arrival: place))
    }
    answer(
      leaves > 0 ? .rested : .filled, message.id, price: message.price, leaves, in: &answers)
  }

  /// Checks a trade and returns what it takes off the taker.
  private mutating func settle(
    _ trade: Trade, of message: OrderMessage, leaves: UInt32
  ) -> UInt32 {
    tally.trades += 1
    tally.volume += UInt64(trade.quantity)
    let maker = model[trade.maker]
    let limit = message.side == .buy ? trade.price <= message.price : trade.price >= message.price
    report.check(
      .tradeTerms,
      maker?.side == message.side.opposite && maker?.price == trade.price && limit
        && trade.taker == message.id && trade.quantity > 0 && trade.quantity <= leaves
        && trade.quantity <= maker?.leaves ?? 0,
      "\(trade), maker \(maker.map { "\($0)" } ?? "unknown"), \(leaves) left of the taker")
    let first = model.first(message.side.opposite)
    report.check(
      .priority, first == trade.maker,
      "order \(trade.maker) traded before \(first.map { "\($0)" } ?? "none")")
    model.take(trade.quantity, from: trade.maker)
    return min(trade.quantity, leaves)
  }

  private mutating func takeOut(_ id: UInt32, _ answers: inout ArraySlice<BookEvent>) {
    guard let order = model[id] else { return }
    model.remove(id)
    entered.cancelled += UInt128(order.leaves)
    answer(.cancelled, id, price: order.price, order.leaves, in: &answers)
  }

  private mutating func reduce(_ message: OrderMessage, _ answers: inout ArraySlice<BookEvent>) {
    guard let order = model[message.id] else { return }
    let taken = min(message.quantity, order.leaves)
    model.take(taken, from: message.id)
    entered.cancelled += UInt128(taken)
    answer(.reduced, message.id, price: order.price, order.leaves - taken, in: &answers)
  }

  /// Expects an acknowledgement.
  private mutating func answer(
    _ kind: Acknowledgement.Kind, _ id: UInt32, price: Int32, _ quantity: UInt32,
    in answers: inout ArraySlice<BookEvent>
  ) {
    guard case .acknowledgement(let told)? = answers.first, told.kind == kind, told.id == id,
      told.price == price
    else {
      let first = answers.first.map { "\($0)" } ?? "nothing"
      return report.check(.acknowledged, false, "\(first) instead of \(kind) of order \(id)")
    }
    answers.removeFirst()
    report.check(.acknowledged, true, "")
    report.check(
      .quantityBalance, told.quantity == quantity,
      "\(kind) of order \(id) says \(told.quantity), not \(quantity)")
  }
}

extension StreamAuditor {
  /// Checks a book after the records observed so far: what it holds, and its own state.
  public mutating func inspect<Rules: BookRules>(_ book: borrowing LadderBook<Rules>) {
    report.place = max(place - 1, 0)
    book.audit(into: &report)
    var resting: UInt128 = 0
    var live = 0
    for side in Side.allCases {
      let orders = book.orders(side)
      live += orders.count
      for order in orders { resting += UInt128(order.quantity) }
      for (first, second) in zip(orders, orders.dropFirst()) where first.price == second.price {
        let arrivals = (model[first.id]?.arrival ?? -1, model[second.id]?.arrival ?? -1)
        report.check(
          .arrivalOrder, arrivals.0 < arrivals.1,
          "order \(first.id) of record \(arrivals.0) stands before \(second.id) of \(arrivals.1)")
      }
      for order in orders {
        let known = model[order.id] != nil
        report.check(.idIndex, known, "order \(order.id) rests and should not")
      }
    }
    let accounted = 2 * UInt128(tally.volume) + resting + entered.cancelled
    report.check(
      .conservation, entered.submitted == accounted,
      "\(entered.submitted) entered, \(accounted) accounted for")
    tally.live = UInt64(model.orders.count)
    let told = book.counters
    report.check(.counters, told == tally, "\(told), the events say \(tally)")
    report.check(.counters, live == model.orders.count, "\(live) orders rest")
  }

  /// Checks a book after the last record: all that `inspect` does, and every entry of the index.
  public mutating func conclude<Rules: BookRules>(_ book: borrowing LadderBook<Rules>) {
    inspect(book)
    book.auditIndex(into: &report)
  }

  /// Checks that two runs of the same records told the same.
  public mutating func compare(_ first: EventDigest, _ second: EventDigest) {
    report.check(.repeatable, first == second, "event digest \(first), then \(second)")
  }
}
