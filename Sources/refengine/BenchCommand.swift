internal import MarketData
internal import OrderBook

/// `refengine bench`: one scenario, measured into benchmark.csv.
struct BenchCommand {
  /// Passes whose median is the throughput.
  static let passes = 5

  let flow: MeasuredFlow

  init(_ arguments: Arguments) throws(Failure) {
    flow = try MeasuredFlow(arguments)
  }

  func run() throws(Failure) {
    var generator = try flow.generator()
    let stream = generator.next(flow.prefill + flow.messages)
    let passes = Passes(messages: stream, prefill: flow.prefill, digest: generator.digest)
    let throughput = try passes.throughput(Self.passes)
    let latencies = try passes.latencies()
    try BenchmarkResult(
      scenario: flow.name, seed: flow.seed, messages: flow.messages, throughput: throughput,
      latencies: latencies, digest: passes.digest
    ).write()
    try Console.write(
      "\(flow.name), seed \(flow.seed): \(flow.messages) messages, \(millions(throughput)) M msg/s, "
        + "p50 \(latencies.percentile(thousandths: 500)) ns, "
        + "p99 \(latencies.percentile(thousandths: 990)) ns, "
        + "\(generator.counters.trades) trades, digest \(passes.digest)\n")
  }
}

/// A rate in millions with two decimals.
func millions(_ rate: Double) -> String {
  let hundredths = Int((rate / 1e4).rounded())
  let fraction = String(hundredths % 100)
  return "\(hundredths / 100).\(fraction.count == 1 ? "0" : "")\(fraction)"
}
