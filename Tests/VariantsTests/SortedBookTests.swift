import MarketData
import OrderBook
import Testing

@testable import Variants

@Suite struct SortedBookTests {
  private func expectAgreement<Book: MatchingBook & ~Copyable>(_ type: Book.Type) {
    for seed in UInt64(0)..<100 {
      let messages = RandomStream.messages(seed: seed, count: 120)
      guard Difference.first(of: type, on: messages) != nil else { continue }
      let small = Difference.shrink(messages, of: type)
      let list = small.map { "\($0)" }.joined(separator: "\n")
      let text = Difference.first(of: type, on: small)?.text ?? ""
      Issue.record("seed \(seed): \(text)\n\(list)")
      return
    }
  }

  @Test("Orders in slabs: as the naive book after every message")
  func pooled() { expectAgreement(SortedBook<Int64, PooledOrders<Int64>>.self) }

  @Test("Orders by malloc: as the naive book after every message")
  func allocated() { expectAgreement(SortedBook<Int64, AllocatedOrders<Int64>>.self) }

  @Test("Prices as binary fractions that are read: as the naive book after every message")
  func double() { expectAgreement(SortedBook<Double, PooledOrders<Double>>.self) }

  @Test("A flow that fills more than one slab, and takes places again")
  func slabs() throws {
    let flow = Flow(live: 10_000, count: 20_000)
    var book = SortedBook<Int64, PooledOrders<Int64>>()
    var digest = EventDigest()
    for message in flow.messages { try book.apply(message, to: &digest) }
    #expect(digest == flow.events && book.counters == flow.counters)
    #expect(book.store.slabs.count > 2 && book.store.slabs.count < 8)
  }

  @Test("Ids of any size are found")
  func ids() throws {
    var book = SortedBook<Int64, AllocatedOrders<Int64>>()
    var log = EventLog()
    let ids: [UInt32] = [0, 1, 1023, 1024, 1 << 22 - 1, 1 << 22, .max]
    for id in ids {
      let order = OrderMessage(kind: .limit, side: .sell, id: id, price: 5, quantity: 1)
      try book.apply(order, to: &log)
    }
    #expect(book.orders(.sell).map(\.id) == ids)
    for id in ids {
      #expect(book.order(id)?.id == id)
      try book.apply(
        OrderMessage(kind: .cancel, side: .sell, id: id, price: 0, quantity: 0), to: &log)
      #expect(book.order(id) == nil)
    }
    #expect(book.counters.live == 0 && book.counters.orphans == 0)
  }

  @Test("Passes are those of the stream, or say what they made instead")
  func passes() throws {
    let flow = Flow(live: 100, count: 1_000)
    func runs(_ expected: TradeDigest) -> BookPasses<SortedBook<Int64, PooledOrders<Int64>>> {
      BookPasses(
        messages: flow.messages, prefill: 100, expected: expected,
        book: { SortedBook<Int64, PooledOrders<Int64>>() })
    }
    #expect(try runs(flow.trades).time() > 0)
    #expect(try runs(flow.trades).times(50).count == 50)
    #expect(try runs(flow.trades).memory().faults >= 0)
    #expect(throws: RunFailure.otherTrades(flow.trades, expected: TradeDigest())) {
      try runs(TradeDigest()).time()
    }
  }
}
