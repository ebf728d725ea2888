internal import MarketData
internal import OrderBook

/// `refengine generate`: a stream file of one of the mixes.
struct GenerateCommand {
  /// The most messages a stream is made of.
  static let most = 100_000_000
  static let mostLive = 10_000_000
  /// The most records of a stream.
  static let mostRecords = most + mostLive

  let path: String
  let mix: Mix
  let live: Int
  let messages: Int
  let seed: UInt64

  init(_ arguments: Arguments) throws(Failure) {
    path = try arguments.file()
    mix = try arguments.choice(.mix, of: Mix.all.map { (name: $0.name, value: $0) })
    live = try arguments.number(.live, in: 0...Self.mostLive)
    messages = try arguments.number(.messages, in: 0...Self.most)
    seed = try arguments.seed()
  }

  func run() throws(Failure) {
    var generator = OrderGenerator(mix: mix, live: live, seed: seed)
    let file = try OutputFile(path)
    var bytes: [UInt8] = []
    for _ in 0..<(live + messages) {
      generator.next().encode(to: &bytes)
      if bytes.count >= 1 << 20 {
        try file.write(bytes)
        bytes.removeAll(keepingCapacity: true)
      }
    }
    try file.write(bytes)
    try file.commit()
    let counters = generator.counters
    try Console.write(
      "\(path): \(counters.messages) messages, \(counters.trades) trades, "
        + "\(counters.live) live, digest \(generator.digest)\n")
  }
}
