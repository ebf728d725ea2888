public import OrderBook
public import PerfProbe

/// What a variant was measured to do, one row of schema benchmark/1.
public struct VariantResult: Sendable {
  /// The scenario's name.
  public var scenario: String
  /// The seed of the flow.
  public var seed: UInt64
  /// The messages that were timed.
  public var messages: Int
  /// The time of each pass over them, in nanoseconds.
  public var passes: [UInt64]
  /// The times of single messages.
  public var latencies: Percentiles
  /// The digest of all trades.
  public var digest: TradeDigest

  /// Makes a result from its parts.
  public init(
    scenario: String, seed: UInt64, messages: Int, passes: [UInt64], latencies: Percentiles,
    digest: TradeDigest
  ) {
    self.scenario = scenario
    self.seed = seed
    self.messages = messages
    self.passes = passes
    self.latencies = latencies
    self.digest = digest
  }

  /// Messages a second, of the median pass.
  public var throughput: Double {
    let median = Percentiles(passes).thousandths(500)
    return median == 0 ? 0 : (Double(messages) * 1e10 / Double(median)).rounded() / 10
  }

  /// Writes `benchmark.csv` into `PERFKIT_OUT`, if that is set.
  public func write() throws(ResultError) {
    var table = ResultTable(columns: [
      "scenario", "seed", "messages", "throughput", "latency_mean", "latency_p50", "latency_p95",
      "latency_p99", "digest",
    ])
    let times = [latencies.mean] + [500, 950, 990].map { Double(latencies.thousandths($0)) }
    try table.append(
      [.string(scenario), .uint(seed), .uint(UInt64(messages)), .float(throughput)]
        + times.map { .float(($0 * 10).rounded() / 10_000) } + [.digest(digest.description)])
    try table.write(to: "benchmark.csv")
  }
}

extension VariantResult: CustomStringConvertible {
  /// One line for people.
  public var description: String {
    let tenths = Int((throughput / 1e5).rounded())
    return
      "\(scenario), seed \(seed): \(messages) messages, \(tenths / 10).\(tenths % 10) M msg/s, "
      + "p50 \(latencies.thousandths(500)) ns, p99 \(latencies.thousandths(990)) ns, digest \(digest)"
  }
}
