internal import OrderBook
internal import PerfProbe

/// The result of one scenario, one row of schema benchmark/1: msg/s and microseconds.
struct BenchmarkResult {
  let scenario: String
  let seed: UInt64
  let messages: Int
  let throughput: Double
  let latencies: Latencies
  let digest: TradeDigest

  /// Writes `benchmark.csv` into `PERFKIT_OUT`, if that is set.
  func write() throws(Failure) {
    var table = ResultTable(columns: [
      "scenario", "seed", "messages", "throughput", "latency_mean", "latency_p50", "latency_p95",
      "latency_p99", "digest",
    ])
    let percentiles = [500, 950, 990].map { Double(latencies.percentile(thousandths: $0)) }
    let times = ([latencies.mean] + percentiles).map { ResultValue.float(microseconds($0)) }
    do throws(ResultError) {
      try table.append(
        [.string(scenario), .uint(seed), .uint(UInt64(messages)), .float(throughput)] + times
          + [.digest(digest.description)])
      try table.write(to: "benchmark.csv")
    } catch {
      throw .result(error)
    }
  }

  /// Divides whole tenths of a nanosecond, which leaves the shortest decimal.
  private func microseconds(_ nanoseconds: Double) -> Double {
    (nanoseconds * 10).rounded() / 10_000
  }
}
