import OrderBook
import Testing

@testable import Variants

@Suite struct ResultTests {
  @Test("Nearest-rank percentiles")
  func percentiles() {
    let times = Percentiles([50, 10, 40, 20, 30])
    #expect(times.thousandths(500) == 30 && times.thousandths(990) == 50)
    #expect(times.thousandths(0) == 10 && times.thousandths(200) == 10)
    #expect(times.mean == 30 && times.greatest == 50 && times.count == 5)
    let none = Percentiles([])
    #expect(none.thousandths(990) == 0 && none.mean == 0 && none.greatest == 0)
  }

  @Test("A result as a line")
  func line() {
    var result = VariantResult(
      scenario: "baseline", seed: 3, messages: 2_000, passes: [300_000, 100_000, 200_000],
      latencies: Percentiles([30, 60]), digest: TradeDigest())
    #expect(result.throughput == 10_000_000)
    #expect(
      "\(result)" == "baseline, seed 3: 2000 messages, 10.0 M msg/s, p50 30 ns, p99 60 ns, "
        + "digest cbf29ce484222325")
    result.passes = []
    #expect(result.throughput == 0)
  }

  @Test("Failures say what happened")
  func failures() {
    #expect("\(RunFailure.noThread)".hasPrefix("cannot start another thread"))
    #expect(
      "\(RunFailure.rejected(.duplicateID(7)))"
        == "the book refused a message: limit order 7 is live already")
    #expect(
      "\(RunFailure.otherTrades(TradeDigest(), expected: TradeDigest()))"
        == "a pass made other trades: digest cbf29ce484222325, expected cbf29ce484222325")
  }

  @Test("Touched memory is seen to be resident")
  func memory() {
    let before = MemoryUse.now()
    let bytes = [UInt8](repeating: 1, count: 32 << 20)
    let now = MemoryUse.now()
    #expect(now.resident > bytes.count)
    #expect((now - before).faults > 0)
  }
}
