import Testing

@testable import OrderBook

/// The invariants of accounts and reports hold for random requests of every kind under tight
/// limits.
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
      let actions: [OrderRequest.Action] = [
        .enter, .enter, .enter, .cancel, .reduce, .replace, .move,
      ]
      return OrderRequest(
        actions[Int(below(UInt64(actions.count)))], id: below(40), account: UInt32(below(5)),
        time: time,
        side: below(2) == 0 ? .buy : .sell,
        terms: OrderRequest.Terms.allCases[Int(below(6))], price: Int32(below(20)) * 7_000,
        stopPrice: Int32(below(20)) * 7_000, quantity: below(60) == 0 ? .max : UInt32(below(30)))
    }
  }

  @Test("They hold for random requests", arguments: 0..<6)
  func random(seed: UInt64) {
    var limits = AccountLimits()
    limits.position = 60
    limits.notional = 4_500_000
    limits.rate = 3
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
    auditor.compare(ReportDigest(), ReportDigest())
    #expect(auditor.traffic.entered.count == OrderRequest.Terms.allCases.count)
    for invariant in AccountInvariant.allCases {
      #expect(auditor.report[invariant].checked > 0, "\(invariant)")
      #expect(
        auditor.report[invariant].violations == 0,
        "\(invariant): \(auditor.report[invariant].offender ?? "")")
    }
    #expect(kinds == Set(ExecutionReport.Kind.allCases))
    var unseen = Set(ExecutionReport.Reason.allCases).subtracting(reasons)
    if rules.selfTrade == .allow { unseen.remove(.selfTrade) }
    #expect(unseen.isEmpty)
  }
}
