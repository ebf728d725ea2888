import Testing

@testable import OrderBook

/// Each invariant of accounts and reports is violated, alone where that can be, by reports, by a
/// request or by a state that was doctored for it.
@Suite struct DoctoredExchangeTests {
  private static let flow: [OrderRequest] = [
    OrderRequest(.enter, id: 1, account: 0, side: .sell, price: 9_000, quantity: 5),
    OrderRequest(.enter, id: 2, account: 1, side: .sell, price: 9_100, quantity: 5),
    OrderRequest(.enter, id: 3, account: 2, side: .buy, price: 9_050, quantity: 7),
    OrderRequest(.enter, id: 4, account: 2, side: .buy, price: 8_000, quantity: 7),
    OrderRequest(.reduce, id: 4, account: 2, quantity: 3),
    OrderRequest(.enter, id: 4, account: 2, side: .buy, price: 8_000, quantity: 7),
    OrderRequest(.enter, id: 5, account: 0, side: .sell, price: 9_100, quantity: 5),
    OrderRequest(.enter, id: 6, account: 0, side: .sell, price: 9_100, quantity: 5),
    OrderRequest(
      .enter, id: 7, account: 3, side: .buy, terms: .stop, price: 9_100, stopPrice: 9_100,
      quantity: 2),
    OrderRequest(
      .enter, id: 8, account: 3, side: .buy, terms: .immediateOrCancel, price: 9_100, quantity: 10),
    OrderRequest(.replace, id: 3, account: 2, price: 9_010, quantity: 3),
    OrderRequest(
      .enter, id: 9, account: 3, side: .buy, terms: .stop, price: 9_300, stopPrice: 9_300,
      quantity: 2),
    OrderRequest(.enter, id: 10, account: 0, side: .sell, price: 9_100, quantity: 3),
  ]

  private func exchange(_ change: (inout AccountLimits, inout ExchangeRules) -> Void = { _, _ in })
    -> Exchange
  {
    var limits = AccountLimits()
    var rules = ExchangeRules()
    change(&limits, &rules)
    return Exchange(accounts: 4, deposit: 1_000_000, limits: limits, rules: rules)
  }

  /// What the auditor of one exchange says of what another one tells it.
  private func audit(
    _ requests: [OrderRequest] = flow,
    told change: (Int, inout OrderRequest, inout [ExecutionReport]) -> Void = { _, _, _ in },
    state doctor: (inout Exchange) -> Void = { _ in },
    by rules: (inout AccountLimits, inout ExchangeRules) -> Void = { _, _ in },
    of other: (inout AccountLimits, inout ExchangeRules) -> Void = { _, _ in }
  ) -> AuditReport<AccountInvariant> {
    var exchange = exchange(other)
    var auditor = ExchangeAuditor(of: self.exchange(rules))
    var log = ReportLog()
    for (place, request) in requests.enumerated() {
      log.removeAll()
      exchange.apply(request, to: &log)
      var request = request
      var reports = log.reports
      change(place, &request, &reports)
      auditor.observe(request, reports)
    }
    doctor(&exchange)
    auditor.inspect(exchange)
    auditor.compare(ReportDigest(), ReportDigest())
    return auditor.report
  }

  @Test("The flow checks every invariant, and they hold")
  func clean() {
    let report = audit()
    for invariant in AccountInvariant.allCases {
      #expect(report[invariant].checked > 0, "\(invariant)")
      #expect(report[invariant].violations == 0, "\(report[invariant].offender ?? "")")
    }
  }

  // MARK: Reports

  @Test("Reports out of number, refusals without a reason, and answers to something else")
  func answers() {
    expectOnly([.sequence], at: 4) { $0[0].sequence += 1 }
    expectOnly([.answered], at: 5) { $0[0].reason = .none }
    for reason in [
      ExecutionReport.Reason.unknownOrder, .notOwner, .unknownAccount, .zeroQuantity,
      .hugeQuantity, .badPrice, .noLiquidity, .notFillable, .wouldTrade, .selfTrade,
    ] {
      let report = audit(told: { if $0 == 5 { $2[0].reason = reason } })
      #expect(report.violated.first == .answered)
    }
    let report = audit(told: { place, request, _ in
      if place == 4 { request.action = .cancel }
    })
    #expect(report.violated.contains(.answered))
  }

  @Test("A report that tells another quantity than is left")
  func orderBalance() {
    expectOnly([.orderBalance], at: 4) { $0[0].quantity -= 1 }
    expectOnly([.orderBalance], at: 2) { $0[1].leaves += 1 }
  }

  @Test("A reduction told of another price, side, account or quantity", arguments: 0..<4)
  func orderTerms(which: Int) {
    expectOnly([.orderTerms], at: 4) { reports in
      switch which {
      case 0: reports[0].price = 1
      case 1: reports[0].side = .sell
      case 2: reports[0].account = 0
      default:
        reports[0].quantity += 1
        reports[0].leaves += 1
      }
    }
  }

  @Test("An answer told of another price, side or account", arguments: [0, 3, 5, 10])
  func answeredTerms(place: Int) {
    expectOnly([.orderTerms], at: place) { $0[0].price += 1 }
    expectOnly([.orderTerms], at: place) { $0[0].side = $0[0].side.opposite }
    expectOnly([.orderTerms], at: place) { $0[0].account = 3 - $0[0].account }
  }

  @Test("Fills that name another order, or stand alone")
  func pairedFills() {
    let wrong = audit(told: { place, _, reports in
      guard place == 2 else { return }
      reports[1].counterpart = 77
      reports[2].counterpart = 77
    })
    #expect(wrong.violated == [.pairedFills])
    #expect(wrong[.pairedFills].violations == 2)
    expectOnly([.pairedFills], at: 2) { $0[2].counterpart = 77 }
    // A fill that tells another price than its counterpart fits neither the account's cash nor
    // its gains, nor the peak of its equity.
    expectOnly([.pairedFills, .ledger, .profit, .drawdown], at: 2) { $0[1].price = 9_001 }
    // Nor does one that is missing leave the right sums.
    let alone = audit(told: { place, _, reports in if place == 2 { reports.remove(at: 1) } })
    #expect(alone.violated.contains(.pairedFills))
  }

  @Test("A trade at another price than the maker's")
  func makersPrice() {
    expectOnly([.tradeTerms, .ledger, .profit, .drawdown], at: 2) { reports in
      reports[1].price = 9_010
      reports[2].price = 9_010
    }
  }

  @Test("A trade beyond the taker's limit")
  func takersLimit() {
    expectOnly(.tradeTerms, at: 9) { request, reports in
      request.price = 9_050
      reports[0].price = 9_050
    }
  }

  @Test("A trade that passes over the oldest order")
  func priority() {
    expectOnly([.priority], at: 9) { reports in
      // Order 5 trades what order 2 should, and the other way round.
      for (maker, other) in [(1, UInt64(5)), (3, 2)] {
        reports[maker].id = other
        reports[maker].account = other == 2 ? 1 : 0
        reports[maker + 1].counterpart = other
      }
    }
  }

  @Test("A fee that is not the rules' share")
  func fees() {
    #expect(audit(by: { $1.makerFee = 200 }).violated == [.fees])
    expectOnly([.fees, .ledger], at: 2) { $0[1].fee += 1 }
  }

  @Test("An account that trades with itself")
  func selfTrade() {
    let flow = [
      OrderRequest(.enter, id: 1, account: 0, side: .sell, price: 9_000, quantity: 5),
      OrderRequest(.enter, id: 2, account: 0, side: .buy, price: 9_000, quantity: 5),
    ]
    let report = audit(flow, of: { $1.selfTrade = .allow })
    #expect(report.violated == [.selfTrade])
    #expect(report[.selfTrade].place == 1)
    let cancelled = audit(flow, by: { $1.selfTrade = .allow })
    #expect(cancelled.violated == [.executionTerms])
  }

  // MARK: Requests

  @Test("An order that rests, trades or ends as its terms forbid")
  func executionTerms() {
    expectOnly(.executionTerms, at: 6) { request, _ in request.terms = .immediateOrCancel }
    expectOnly(.executionTerms, at: 6) { request, _ in request.terms = .fillOrKill }
    expectOnly(.executionTerms, at: 2) { request, _ in request.terms = .postOnly }
    expectOnly([.executionTerms]) { exchange in
      let slot = exchange.index.slot(of: 10)
      exchange.book.setTag(of: slot, to: UInt32(OrderRequest.Terms.postOnly.rawValue))
    }
    let flow = [
      OrderRequest(.enter, id: 1, account: 0, side: .sell, price: 9_000, quantity: 5),
      OrderRequest(
        .enter, id: 2, account: 1, side: .buy, terms: .immediateOrCancel, price: 9_000,
        quantity: 8),
    ]
    #expect(audit(flow).violated.isEmpty)
    for terms in [OrderRequest.Terms.limit, .fillOrKill, .stop] {
      let report = audit(
        flow,
        told: { _, request, _ in
          if request.id == 2 { request.terms = terms }
        })
      #expect(report.violated == [.executionTerms])
    }
    let unasked = audit(
      flow,
      told: { _, request, reports in
        if request.id == 2 { reports[3].reason = .none }
      })
    #expect(unasked.violated == [.executionTerms])
  }

  @Test("A stop order that comes too soon, or not at all")
  func stopTerms() {
    expectOnly(.stopTerms, at: 8, seen: 9) { request, _ in request.stopPrice = 9_500 }
    expectOnly(.stopTerms, at: 11, seen: 12) { request, _ in request.stopPrice = 9_400 }
    var late = Self.flow
    late[8].stopPrice = 9_400
    let report = audit(
      late,
      told: { place, request, _ in
        if place == 8 { request.stopPrice = 9_100 }
      })
    #expect(report.violated == [.stopTerms])
    #expect(report[.stopTerms].place == 9)
  }

  @Test("Stop orders that enter out of turn")
  func stopsInTurn() {
    let flow = [
      OrderRequest(
        .enter, id: 1, account: 0, side: .buy, terms: .stop, price: 80, stopPrice: 100,
        quantity: 1),
      OrderRequest(
        .enter, id: 2, account: 0, side: .buy, terms: .stop, price: 80, stopPrice: 100,
        quantity: 1),
      OrderRequest(.enter, id: 3, account: 1, side: .sell, price: 110, quantity: 1),
      OrderRequest(.enter, id: 4, account: 2, side: .buy, price: 110, quantity: 1),
    ]
    #expect(audit(flow).violated.isEmpty)
    let report = audit(
      flow,
      told: { place, _, reports in
        if place == 3 { (reports[3].id, reports[4].id) = (2, 1) }
      })
    #expect(Set(report.violated) == [.stopTerms, .arrivalOrder])
    #expect(report[.stopTerms].offender == "order 2 is triggered before 1")
  }

  @Test("An order that its account may not enter, and one that it may but is refused")
  func limits() {
    #expect(audit(by: { limits, _ in limits.notional = 50_000 }).violated == [.limits])
    #expect(audit(by: { limits, _ in limits.position = 6 }).violated == [.limits])
    #expect(audit(of: { limits, _ in limits.notional = 50_000 }).violated == [.limits])
    #expect(audit(of: { limits, _ in limits.position = 6 }).violated == [.limits])
    let other = audit(
      told: { _, _, reports in
        if reports[0].reason == .positionLimit { reports[0].reason = .insufficientCash }
      }, by: { limits, _ in limits.position = 6 }, of: { limits, _ in limits.position = 6 })
    #expect(other[.reserves].violations > 0)
    #expect(audit(by: { limits, _ in limits.rate = 1 }).violated == [.rateLimit])
    #expect(audit(of: { limits, _ in limits.rate = 1 }).violated == [.rateLimit])
    #expect(audit(by: { limits, _ in limits.drawdown = 0 }).violated == [.drawdown])
    #expect(audit(of: { limits, _ in limits.drawdown = 0 }).violated == [.drawdown])
  }

  // MARK: State

  @Test("An order that went without a report")
  func lostOrder() {
    let report = audit(state: { exchange in
      var log = ReportLog()
      exchange.apply(OrderRequest(.cancel, id: 4, account: 2), to: &log)
    })
    #expect(report.violated.contains(.orderBalance))
  }

  @Test("Accounts that were doctored violate what they were doctored for")
  func accounts() {
    expectOnly([.ledger]) { exchange in
      exchange.accounts.base[0].fees += 1
      exchange.accounts.base[0].cash -= 1
    }
    expectOnly([.profit]) { $0.lastPrice += 1 }
    expectOnly([.reserves]) { $0.accounts.base[2].reserved += 1 }
    expectOnly([.openOrders]) { $0.accounts.base[2].openNotional += 1 }
    expectOnly([.limits]) { $0.accounts.base[2].limits.position = 8 }
    expectOnly([.rateLimit]) { $0.accounts.base[2].requests += 1 }
    expectOnly([.drawdown]) { $0.accounts.base[2].peak += 1 }
    // Money and lots out of nowhere are in no fill, either.
    expectOnly([.ledger, .profit, .zeroSum]) { $0.accounts.base[3].position += 1 }
    expectOnly([.ledger, .profit, .cashConservation]) { $0.accounts.base[3].cash += 1 }
  }

  @Test("Counters that the reports do not bear out")
  func counters() {
    expectOnly([.counters]) { $0.tally.trades += 1 }
    expectOnly([.counters]) { $0.rejections += 1 }
  }

  @Test("Queues that were doctored violate what they were doctored for")
  func queues() {
    expectOnly([.uncrossed]) { exchange in
      exchange.book.sides.base[1].origin += 200
      exchange.book.sides.base[1].bestRank += 200
    }
    expectOnly([.levelTotals]) { exchange in
      exchange.book.nodes.base[Int(exchange.book.sides.base[0].bestLevel)].word += 1
    }
    expectOnly([.levelTotals]) { exchange in
      exchange.stops.nodes.base[Int(exchange.stops.sides.base[1].bestLevel)].word += 1
    }
    expectOnly([.queueLinks]) { exchange in
      exchange.book.nodes.base[Int(exchange.index.slot(of: 10))].previous = 0
    }
    expectOnly([.occupancy]) { $0.book.bits.base[Layout.upperWords] |= 1 << 7 }
    expectOnly([.slab]) { $0.book.fresh += 1 }
    expectOnly([.slab]) { $0.stops.fresh += 1 }
    expectOnly([.arrivalOrder]) { exchange in
      let slots = (exchange.index.slot(of: 6), exchange.index.slot(of: 10))
      exchange.records.base[Int(slots.0 - Layout.firstOrder)].id = 10
      exchange.records.base[Int(slots.1 - Layout.firstOrder)].id = 6
      exchange.index.remove(6)
      exchange.index.remove(10)
      exchange.index.insert(10, slot: slots.0)
      exchange.index.insert(6, slot: slots.1)
    }
  }

  @Test("An id that leads to another order, and one too many")
  func idIndex() {
    expectOnly([.idIndex]) { exchange in
      exchange.index.insert(99, slot: exchange.index.slot(of: 10))
    }
    expectOnly([.idIndex]) { exchange in
      exchange.index.entries.base[exchange.index.position(of: 6)].slot =
        exchange.index.slot(of: 10)
    }
  }

  @Test("A second run that tells something else")
  func repeatable() {
    var auditor = ExchangeAuditor(of: exchange())
    var other = ReportDigest()
    var log = ReportLog()
    var told = exchange()
    told.apply(Self.flow[0], to: &log)
    for report in log.reports { other.receive(report) }
    auditor.compare(ReportDigest(), other)
    #expect(auditor.report.violated == [.repeatable])
  }

  /// The reports of one request, doctored, violate these invariants, the first of them there.
  private func expectOnly(
    _ invariants: [AccountInvariant], at place: Int, _ change: (inout [ExecutionReport]) -> Void,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let report = audit(told: { if $0 == place { change(&$2) } })
    #expect(Set(report.violated) == Set(invariants), sourceLocation: sourceLocation)
    #expect(report[invariants[0]].place == place, sourceLocation: sourceLocation)
  }

  /// A request, told otherwise, violates one invariant, seen there or later.
  private func expectOnly(
    _ invariant: AccountInvariant, at place: Int, seen: Int? = nil,
    _ change: (inout OrderRequest, inout [ExecutionReport]) -> Void,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let report = audit(told: { if $0 == place { change(&$1, &$2) } })
    #expect(report.violated == [invariant], sourceLocation: sourceLocation)
    #expect(report[invariant].place == seen ?? place, sourceLocation: sourceLocation)
  }

  /// A state, doctored at the end, violates these invariants.
  private func expectOnly(
    _ invariants: [AccountInvariant], _ doctor: (inout Exchange) -> Void,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(
      Set(audit(state: doctor).violated) == Set(invariants), sourceLocation: sourceLocation)
  }
}
