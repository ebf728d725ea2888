internal import OrderBook

/// The result of one scenario as a table of schema benchmark/1: msg/s and microseconds.
struct ResultTable {
  let scenario: String
  let seed: UInt64
  let messages: Int
  let throughput: Double
  let latencies: Latencies
  let digest: TradeDigest

  private static let header =
    "scenario,seed,messages,throughput,latency_mean,latency_p50,latency_p95,latency_p99,digest"

  var csv: String {
    let percentiles = [500, 950, 990].map { Double(latencies.percentile(thousandths: $0)) }
    let times = ([latencies.mean] + percentiles).map { "\(microseconds($0))" }
      .joined(separator: ",")
    return "\(Self.header)\n\(scenario),\(seed),\(messages),\(throughput),\(times),\(digest)\n"
  }

  /// Divides whole tenths of a nanosecond, which leaves the shortest decimal.
  private func microseconds(_ nanoseconds: Double) -> Double {
    (nanoseconds * 10).rounded() / 10_000
  }
}
