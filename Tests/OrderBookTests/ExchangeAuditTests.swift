import Testing

@testable import OrderBook

/// The invariants of accounts and reports hold for random requests of every kind under tight
/// limits, and each is violated alone by what was doctored for it.
@Suite struct ExchangeAuditTests {
  private struct Requests {
    var state: UInt64
    var time: UInt64 = 0

    mutating func below(_ bound: UInt64) -> UInt64 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return (state >> 11) % bound
    }

    mutating func next() -> OrderRequest {
      time += below(100_000_000)
      let actions: [OrderRequest.Action] = [.enter, .enter, .enter, .cancel, .reduce, .replace]
      return OrderRequest(
        actions[Int(below(6))], id: below(40), account: UInt32(below(5)), time: time,
        side: below(2) == 0 ? .buy : .sell,
        terms: OrderRequest.Terms.allCases[Int(below(6))], price: Int32(below(20)) * 7_000,
        stopPrice: Int32(below(20)) * 7_000, quantity: UInt32(below(30)))
    }
  }

  private static let flow: [OrderRequest] = [
    OrderRequest(.enter, id: 1, account: 0, side: .sell, price: 9_000, quantity: 5),
    OrderRequest(.enter, id: 2, account: 1, side: .sell, price: 9_100, quantity: 5),
    OrderRequest(.enter, id: 3, account: 2, side: .buy, price: 9_050, quantity: 7),
    OrderRequest(.enter, id: 4, account: 2, side: .buy, price: 8_000, quantity: 7),
    OrderRequest(.reduce, id: 4, account: 2, quantity: 3),
    OrderRequest(.enter, id: 4, account: 2, side: .buy, price: 8_000, quantity: 7),
  ]

  private func audit(
    _ requests: [OrderRequest],
    reports change: (Int, inout [ExecutionReport]) -> Void = { _, _ in },
    state doctor: (inout Exchange) -> Void = { _ in }
  ) -> AuditReport<AccountInvariant> {
    var exchange = Exchange(accounts: 4, deposit: 1_000_000)
    var auditor = ExchangeAuditor(of: exchange)
    var log = ReportLog()
    for (place, request) in requests.enumerated() {
      log.removeAll()
      exchange.apply(request, to: &log)
      var reports = log.reports
      change(place, &reports)
      auditor.observe(request, reports)
    }
    doctor(&exchange)
    auditor.inspect(exchange)
    return auditor.report
  }

  @Test("They hold for random requests", arguments: 0..<6)
  func random(seed: UInt64) {
    var limits = AccountLimits()
    limits.position = 60
    limits.notional = 9_000_000
    limits.rate = 20
    limits.drawdown = 900_000
    var rules = ExchangeRules()
    rules.selfTrade = [.cancelResting, .cancelIncoming, .allow][Int(seed % 3)]
    var exchange = Exchange(accounts: 4, deposit: 3_000_000, limits: limits, rules: rules)
    var auditor = ExchangeAuditor(of: exchange)
    var random = Requests(state: seed &* 0x9e37_79b9_7f4a_7c15 | 1)
    var log = ReportLog()
    var kinds: Set<ExecutionReport.Kind> = []
    var reasons: Set<ExecutionReport.Reason> = []
    for _ in 0..<3_000 {
      log.removeAll()
      let request = random.next()
      exchange.apply(request, to: &log)
      auditor.observe(request, log.reports)
      auditor.inspect(exchange)
      kinds.formUnion(log.reports.map(\.kind))
      reasons.formUnion(log.reports.map(\.reason))
    }
    for invariant in AccountInvariant.allCases {
      #expect(auditor.report[invariant].checked > 0)
      #expect(
        auditor.report[invariant].violations == 0,
        "\(invariant): \(auditor.report[invariant].offender ?? "")")
    }
    #expect(kinds == Set(ExecutionReport.Kind.allCases))
    #expect(reasons.count > 10, "\(reasons)")
  }

  @Test("They hold for the flow that is doctored below")
  func clean() { #expect(audit(Self.flow).violated.isEmpty) }

  @Test("Reports that were doctored violate what they were doctored for")
  func doctoredReports() {
    expectOnly([.sequence], at: 4) { $0[0].sequence += 1 }
    expectOnly([.answered], at: 5) { $0[0].reason = .none }
    expectOnly([.orderBalance], at: 4) { $0[0].quantity -= 1 }
    // A fill that tells another price than its counterpart cannot fit the account either.
    expectOnly([.pairedFills, .ledger], at: 2) { $0[1].price = 9_001 }
  }

  @Test("Accounts that were doctored violate what they were doctored for")
  func doctoredAccounts() {
    expectOnly([.ledger]) { exchange in
      exchange.accounts.base[0].fees += 1
      exchange.accounts.base[0].cash -= 1
    }
    expectOnly([.reserves]) { $0.accounts.base[2].reserved += 1 }
    expectOnly([.openOrders]) { $0.accounts.base[2].openNotional += 1 }
    expectOnly([.limits]) { $0.accounts.base[2].limits.position = 8 }
    // Money and lots out of nowhere are in no fill, either.
    expectOnly([.ledger, .zeroSum]) { $0.accounts.base[3].position += 1 }
    expectOnly([.ledger, .cashConservation]) { $0.accounts.base[3].cash += 1 }
  }

  private func expectOnly(
    _ invariants: [AccountInvariant], at place: Int, _ change: (inout [ExecutionReport]) -> Void
  ) {
    let report = audit(Self.flow, reports: { if $0 == place { change(&$1) } })
    #expect(Set(report.violated) == Set(invariants))
    #expect(report[invariants[0]].place == place)
  }

  private func expectOnly(
    _ invariants: [AccountInvariant], _ doctor: (inout Exchange) -> Void
  ) {
    #expect(Set(audit(Self.flow, state: doctor).violated) == Set(invariants))
  }
}
