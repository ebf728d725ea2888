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
  }

  func run() throws(Failure) {
    let bytes = try readAll(path)
    let stream: OrderStream
    do throws(StreamError) {
      stream = try OrderStream(checking: bytes)
    } catch {
      throw .stream(path, error)
    }
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
    let told = FullPasses(messages).throughput(runs)
    let members: [(name: String, value: String)] = [
      ("messages", "\(messages.count)"), ("trades", "\(told.counters.trades)"),
      ("volume", "\(told.counters.volume)"), ("live", "\(told.counters.live)"),
      ("rejected", "\(told.rejected)"), ("report_digest", "\"\(told.digest)\""),
      ("messages_per_second", "\(told.rate)"),
    ]
    let text = members.map { json ? "\"\($0.name)\":\($0.value)" : "\($0.name) \($0.value)\n" }
    try Console.write(json ? "{\(text.joined(separator: ","))}\n" : text.joined())
  }
}
