internal import MarketData
internal import OrderBook
internal import PerfProbe
internal import Variants

/// The same book with one type of prices.
struct PriceRun<Price: PriceValue> {
  typealias Book = SortedBook<Price, PooledOrders<Price>>

  /// The messages whose single times are taken.
  private static var timed: Int { 20_000 }

  /// Measures a scenario into `benchmark.csv`; all types of prices must make the same trades.
  static func measure(
    _ scenario: Scenario, seed: UInt64, messages: Int
  ) throws(PriceFailure) -> String {
    var generator = scenario.generator(seed: seed)
    let stream = generator.next(scenario.live + messages)
    let expected = generator.digest
    let result = try running { () throws(RunFailure) in
      let runs = BookPasses(
        messages: stream, prefill: scenario.live, expected: expected, book: { Book() })
      return VariantResult(
        scenario: scenario.rawValue, seed: seed, messages: messages, passes: [try runs.time()],
        latencies: Percentiles(try runs.times(timed)), digest: expected)
    }
    do throws(ResultError) { try result.write() } catch { throw .result(error) }
    let outcome = try apply(stream, sellPrices: .read)
    return "\(result), takers' profit \(outcome.profit)"
  }

  /// Sells at prices that were computed against buys at the same prices as they are read, and
  /// leaves what became of it in `thirds.csv`.
  static func thirds() throws(PriceFailure) -> String {
    let outcome = try apply(ThirdsStream.messages, sellPrices: .computed)
    do throws(ResultError) {
      var table = ResultTable(columns: ["offers", "trades", "profit", "digest"])
      try table.append([
        .uint(UInt64(ThirdsStream.offers)), .uint(outcome.trades), .string(outcome.profit),
        .digest(outcome.digest.description),
      ])
      try table.write(to: "thirds.csv")
    } catch {
      throw .result(error)
    }
    return "thirds: \(ThirdsStream.offers) offers, \(outcome.trades) trades, "
      + "takers' profit \(outcome.profit), digest \(outcome.digest)"
  }

  private static func apply(
    _ messages: [OrderMessage], sellPrices: Book.SellPrices
  ) throws(PriceFailure) -> (digest: TradeDigest, trades: UInt64, profit: String) {
    try running { () throws(RunFailure) in
      var book = Book(sellPrices: sellPrices)
      var digest = TradeDigest()
      do throws(OrderRejection) {
        for message in messages { try book.apply(message, to: &digest) }
      } catch {
        throw .rejected(error)
      }
      return (digest, book.counters.trades, book.takers.profit)
    }
  }

  private static func running<Value>(
    _ body: () throws(RunFailure) -> Value
  ) throws(PriceFailure) -> Value {
    do throws(RunFailure) { return try body() } catch { throw .run(error) }
  }
}
