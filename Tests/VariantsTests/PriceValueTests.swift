import OrderBook
import Testing

@testable import Variants

@Suite struct PriceValueTests {
  private func thirds<Price: PriceValue>(
    _ type: Price.Type, _ sellPrices: SortedBook<Price, PooledOrders<Price>>.SellPrices
  ) throws -> (trades: UInt64, digest: TradeDigest, profit: String) {
    var book = SortedBook<Price, PooledOrders<Price>>(sellPrices: sellPrices)
    var digest = TradeDigest()
    for message in ThirdsStream.messages { try book.apply(message, to: &digest) }
    return (book.counters.trades, digest, book.takers.profit)
  }

  @Test("0.1 × 3 is above 0.3 in binary fractions, so that a third of the offers miss their bids")
  func divergence() throws {
    #expect(Double(computing: 3) > Double(reading: 3))
    let exact = try thirds(Int64.self, .computed)
    #expect(exact.trades == 1000)
    // 999 prices up to 100.0 away from it: 1000 × 100.0 - 0.1 × (1 + … + 1000).
    #expect(exact.profit == "49950.0")
    let binary = try thirds(Double.self, .computed)
    // By Python: sum(0.1 * n > n / 10 for n in range(1, 1001)) == 352.
    #expect(binary.trades == 1000 - 352)
    #expect(binary.digest != exact.digest && binary.profit == "32441.299999999854")
  }

  @Test("Prices that are all read agree, and only the profit is a little off")
  func agreement() throws {
    #expect(try thirds(Int64.self, .read).digest == thirds(Double.self, .read).digest)
    let flow = Flow(live: 500, count: 10_000)
    func profit<Price: PriceValue>(_ type: Price.Type) throws -> String {
      var book = SortedBook<Price, PooledOrders<Price>>()
      var digest = TradeDigest()
      for message in flow.messages { try book.apply(message, to: &digest) }
      #expect(digest == flow.trades)
      return book.takers.profit
    }
    let exact = try profit(Int64.self)
    let binary = try profit(Double.self)
    #expect(exact != binary)
    let difference = try #require(Double(exact)) - (try #require(Double(binary)))
    #expect(abs(difference) > 0 && abs(difference) < 1e-2)
  }

  @Test("Takings: what sellers get and buyers pay, at the price of the latest trade")
  func takings() {
    var takings = Takings<Int64>()
    takings.take(3, at: 100, side: .buy)
    takings.take(5, at: 125, side: .sell)
    // (-300 + 625 - 2 * 125) / 10
    #expect(takings.profit == "7.5")
  }

  @Test(
    "Whole ticks as text",
    arguments: [(0, "0.0"), (7, "0.7"), (-7, "-0.7"), (1234, "123.4")])
  func text(ticks: Int128, expected: String) { #expect(Int64.text(of: ticks) == expected) }

  @Test("Sums of the largest prices and quantities do not overflow")
  func extremes() {
    var amount = Int64.nothing
    for _ in 0..<4 { Int64(reading: .min).add(times: Int64(UInt32.max), to: &amount) }
    #expect(amount == 4 * Int128(Int32.min) * Int128(UInt32.max))
  }
}
