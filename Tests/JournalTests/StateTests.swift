import MarketData
import OrderBook
import Testing

@Suite struct StateTests {
  @Test func theFlowReachesEverything() {
    let requests = Flow.requests(4_000)
    var exchange = Flow.exchange()
    var log = ReportLog()
    var waiting: [Int] = []
    for (place, request) in requests.enumerated() {
      exchange.apply(request, to: &log)
      if place % 250 == 0 { waiting.append(exchange.state.orders.count { $0.stopPrice > 0 }) }
    }
    #expect(waiting.count { $0 > 0 } > 8, "\(waiting)")
    #expect(Set(log.reports.map(\.kind)) == Set(ExecutionReport.Kind.allCases))
    let reasons = Set(log.reports.map(\.reason))
    for reason in [
      ExecutionReport.Reason.positionLimit, .notionalLimit, .selfTrade, .notFillable, .wouldTrade,
      .unknownAccount, .rateLimit,
    ] { #expect(reasons.contains(reason), "\(reason)") }
    let state = exchange.state
    #expect(state.orders.contains { $0.stopPrice == 0 })
  }

  @Test func anExchangeGoesOnFromItsState() throws {
    let requests = Flow.requests(3_000)
    let references = Flow.references(requests)
    for start in stride(from: 0, through: 3_000, by: 250) {
      let words = references[start].state.words
      let state = try ExchangeState(words: words)
      #expect(state == references[start].state)
      var exchange = try Exchange(restoring: state)
      #expect(exchange.state == state)
      var digest = ReportDigest(value: references[start].digest)
      for request in requests[start...] { exchange.apply(request, to: &digest) }
      #expect(digest.value == references[3_000].digest)
      #expect(exchange.state == references[3_000].state)
    }
  }

  @Test func aPostOnlyOrderIsOneAfterwards() throws {
    var exchange = Exchange(accounts: 2, deposit: 1_000_000)
    var log = ReportLog()
    func enter(_ id: UInt64, _ side: Side, _ terms: OrderRequest.Terms, at price: Int32) {
      exchange.apply(
        OrderRequest(
          .enter, id: id, account: UInt32(id % 2), side: side, terms: terms, price: price,
          quantity: 1), to: &log)
    }
    enter(1, .buy, .postOnly, at: 90)
    enter(3, .buy, .limit, at: 90)
    enter(2, .sell, .limit, at: 100)
    let state = try ExchangeState(words: exchange.state.words)
    #expect(state.orders.map(\.isPostOnly) == [true, false, false])
    var restored = try Exchange(restoring: state)
    #expect(restored.state == state)
    log.removeAll()
    for id in [UInt64(1), 3] {
      restored.apply(
        OrderRequest(.replace, id: id, account: 1, price: 100, quantity: 1), to: &log)
    }
    #expect(log.reports.map(\.kind) == [.rejected, .replaced, .filled, .filled])
    #expect(log.reports.first?.reason == .wouldTrade)
  }

  @Test func pricesBeyondTheWindowAreKept() throws {
    var exchange = Exchange(accounts: 1, deposit: .max / 4)
    var digest = ReportDigest()
    for (id, price) in [1, 2_000_000_000, 5, 1_000_000, 2_000_000_000].enumerated() {
      for (offset, side) in [Side.sell, .buy].enumerated() {
        exchange.apply(
          OrderRequest(
            .enter, id: UInt64(2 * id + offset + 1), account: 0, side: side, terms: .stop,
            price: Int32(price), stopPrice: Int32(price), quantity: 1), to: &digest)
      }
    }
    let state = exchange.state
    #expect(state.orders.count == 10)
    let restored = try Exchange(restoring: state)
    #expect(restored.state == state)
  }

  @Test func wordsThatAreNoStateAreRefused() {
    let words = Flow.references(Flow.requests(300))[300].state.words
    for count in 0..<words.count {
      #expect(throws: ExchangeState.Fault.self) {
        try ExchangeState(words: Array(words[..<count]))
      }
    }
    #expect(throws: ExchangeState.Fault.size(words: words.count + 1)) {
      try ExchangeState(words: words + [0])
    }
    #expect(throws: ExchangeState.Fault.word(5)) { try ExchangeState(words: replaced(words, 5, 3)) }
    #expect(throws: ExchangeState.Fault.word(4)) {
      try ExchangeState(words: replaced(words, 4, 1 << 32))
    }
    #expect(throws: ExchangeState.Fault.word(words.count - 1)) {
      try ExchangeState(words: replaced(words, words.count - 1, 4))
    }
    for place in [0, 1] {
      for count in [UInt64.max, 1 << 40, 0] {
        #expect(throws: ExchangeState.Fault.self) {
          try ExchangeState(words: replaced(words, place, count))
        }
      }
    }
  }

  private func replaced(_ words: [UInt64], _ place: Int, _ word: UInt64) -> [UInt64] {
    var words = words
    words[place] = word
    return words
  }

  @Test func ordersThatCannotBeAreRefused() throws {
    let good = Flow.references(Flow.requests(300))[300].state
    try #require(good.orders.count > 3)
    let changes: [(inout ExchangeState.Order) -> Void] = [
      { $0.quantity = 0 }, { $0.quantity = .max }, { $0.price = 0 }, { $0.stopPrice = -1 },
      { $0.account = 7 }, { $0.id = good.orders[0].id },
      { ($0.stopPrice, $0.isPostOnly) = (1, true) },
    ]
    for change in changes {
      var state = good
      change(&state.orders[3])
      #expect(throws: ExchangeState.Fault.order(3)) {
        _ = try Exchange(restoring: state)
      }
    }
  }
}
