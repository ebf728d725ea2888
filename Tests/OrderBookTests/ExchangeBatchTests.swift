import Testing

@testable import OrderBook

/// Requests in a batch lead to the reports that they lead to one by one, also when the book is so
/// large that what they need is fetched beforehand.
@Suite struct ExchangeBatchTests {
  private func requests(_ count: Int, orders: UInt64) -> [OrderRequest] {
    var random = Xorshift(state: 42)
    return (0..<count).map { place in
      let fresh = place < count / 2 || random.below(2) == 0
      let action: OrderRequest.Action =
        fresh ? .enter : [.cancel, .reduce, .replace, .move][Int(random.below(4))]
      let number = random.below(orders)
      let side: Side = random.below(2) == 0 ? .buy : .sell
      let price = 1_000_000 + Int32(random.below(1_000_000)) * (side == .buy ? -1 : 1)
      return OrderRequest(
        action, id: number &* 0xd129_0d8e_b3ab_36e5, account: UInt32(number % 5),
        time: UInt64(place), side: side, terms: random.below(8) == 0 ? .stop : .limit,
        price: random.below(50) == 0 ? 1_000_000 : price,
        stopPrice: Int32(random.below(2_000_000)), quantity: UInt32(random.below(30)))
    }
  }

  @Test("A batch is its requests", arguments: [false, true])
  func batch(largePages: Bool) {
    let requests = requests(36_000, orders: 40_000)
    var one = Exchange(accounts: 4, deposit: .max / 4)
    var other = Exchange(accounts: 4, deposit: .max / 4, largePages: largePages)
    var reports = ReportLog()
    for request in requests { one.apply(request, to: &reports) }
    var batched = ReportLog()
    let span = requests.span
    other.apply(span.extracting(0..<7), to: &batched)
    other.apply(span.extracting(7..<7), to: &batched)
    other.apply(span.extracting(7..<requests.count), to: &batched)
    #expect(batched.reports == reports.reports)
    #expect(other.counters == one.counters)
    #expect(one.counters.live > Exchange.cachedOrders)
  }

  private struct Xorshift {
    var state: UInt64

    mutating func below(_ bound: UInt64) -> UInt64 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return (state >> 11) % bound
    }
  }
}
