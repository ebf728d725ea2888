internal import MarketData
internal import OrderBook

/// `refengine stream`: what the book makes of a file.
struct StreamCommand {
  let path: String
  let json: Bool
  let runs: Int
  let latency: Bool
  let memory: Bool
  let full: Bool

  init(_ arguments: Arguments) throws(Failure) {
    path = try arguments.file()
    json = arguments.has(.json)
    runs = try arguments.number(.runs, in: 1...1_000_000, default: 1)
    latency = arguments.has(.latency)
    memory = arguments.has(.memory)
    full = arguments.has(.full)
    for option in [Command.Option.latency, .memory] where full {
      try arguments.refuse(option, with: .full)
    }
  }

  func run() throws(Failure) {
    let stream = try readStream(path)
    if full { return try runFull(stream.messages) }
    let passes = Passes(messages: stream.messages, prefill: 0, digest: stream.digest)
    let report = StreamReport(
      counters: stream.counters, digest: stream.digest, eventDigest: stream.eventDigest,
      throughput: try passes.throughput(runs),
      bookBytes: memory ? try passes.memory() : nil,
      latencies: latency ? try passes.latencies() : nil)
    try Console.write(json ? report.json : report.text)
  }

  private func runFull(_ messages: [OrderMessage]) throws(Failure) {
    let told = try FullPasses(messages).throughput(runs)
    let counts = [
      (name: "messages", value: "\(messages.count)"),
      (name: "trades", value: "\(told.counters.trades)"),
      (name: "volume", value: "\(told.counters.volume)"),
      (name: "live", value: "\(told.counters.live)"),
      (name: "rejected", value: "\(told.rejected)"),
    ]
    if json {
      let members = counts.map { "\"\($0.name)\":\($0.value)" }
      return try Console.write(
        "{\(members.joined(separator: ",")),\"report_digest\":\"\(told.digest)\","
          + "\"messages_per_second\":\(told.rate)}\n")
    }
    try Console.write(
      StreamReport.table(
        counts + [
          (name: "report digest", value: "\(told.digest)"),
          (name: "speed", value: "\(millions(told.rate)) M msg/s"),
        ]))
  }
}
