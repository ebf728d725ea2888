internal import MarketData
internal import OrderBook

/// `refengine stream`: what the book makes of a file.
struct StreamCommand {
  let path: String
  let json: Bool
  let runs: Int
  let latency: Bool
  let memory: Bool

  init(_ arguments: Arguments) throws(Failure) {
    path = try arguments.file()
    json = arguments.has(.json)
    runs = try arguments.number(.runs, in: 1...1_000_000, default: 1)
    latency = arguments.has(.latency)
    memory = arguments.has(.memory)
  }

  func run() throws(Failure) {
    let bytes = try readAll(path)
    let stream: OrderStream
    do throws(StreamError) {
      stream = try OrderStream(checking: bytes)
    } catch {
      throw .stream(path, error)
    }
    let passes = Passes(messages: stream.messages, prefill: 0, digest: stream.digest)
    let report = StreamReport(
      counters: stream.counters, digest: stream.digest, eventDigest: stream.eventDigest,
      throughput: try passes.throughput(runs),
      bookBytes: memory ? try passes.memory() : nil,
      latencies: latency ? try passes.latencies() : nil)
    try Console.write(json ? report.json : report.text)
  }
}
