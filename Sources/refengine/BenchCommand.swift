internal import MarketData
internal import OrderBook

/// `refengine bench`: one scenario, measured into benchmark.csv.
struct BenchCommand {
  /// Passes whose median is the throughput.
  static let passes = 5

  let scenario: Scenario
  let seed: UInt64
  let messages: Int

  init(_ arguments: Arguments) throws(Failure) {
    scenario = try arguments.choice(
      .scenario, of: Scenario.allCases.map { (name: $0.rawValue, value: $0) })
    seed = try arguments.seed()
    messages = try arguments.number(
      .messages, in: 1...GenerateCommand.most, default: Scenario.defaultMessages)
  }

  func run() throws(Failure) {
    var generator = scenario.generator(seed: seed)
    let stream = generator.next(scenario.live + messages)
    let passes = Passes(messages: stream, prefill: scenario.live, digest: generator.digest)
    let throughput = try passes.throughput(Self.passes)
    let latencies = try passes.latencies()
    try BenchmarkResult(
      scenario: scenario.rawValue, seed: seed, messages: messages, throughput: throughput,
      latencies: latencies, digest: passes.digest
    ).write()
    try Console.write(
      "\(scenario.rawValue), seed \(seed): \(messages) messages, \(millions(throughput)) M msg/s, "
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
