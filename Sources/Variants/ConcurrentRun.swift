internal import Rings
public import OrderBook

/// A book on a thread of its own, between a ring of messages and a ring of what it tells.
///
/// The calling thread feeds the one ring and empties the other: two threads in all.
public struct ConcurrentRun: Sendable {
  /// The messages, in order.
  public let messages: [OrderMessage]
  /// How many of them are applied beforehand, not timed.
  public let prefill: Int
  /// The elements of each ring.
  public let ringSize: Int
  /// How many elements are published at once.
  public let batch: Int

  /// What a run leaves.
  public struct Outcome<Sink> {
    /// What took all trades, those beforehand included.
    public var sink: Sink
    /// The book's counters at the end.
    public var counters: BookCounters
    /// From the first message that is timed to the last trade received.
    public var nanoseconds: UInt64
  }

  /// Makes a run.
  public init(messages: [OrderMessage], prefill: Int, ringSize: Int = 65_536, batch: Int = 64) {
    self.messages = messages
    self.prefill = prefill
    self.ringSize = ringSize
    self.batch = batch
  }

  /// Feeds all messages as fast as the rings take them, and digests the trades.
  public func trades() throws(RunFailure) -> Outcome<TradeDigest> {
    try feedAll(into: TradeDigest())
  }

  /// Feeds all messages as fast as the rings take them, and digests all that the book tells.
  public func events() throws(RunFailure) -> Outcome<EventDigest> {
    try feedAll(into: EventDigest())
  }

  private func feedAll<Sink: TradeSink & Sendable>(
    into sink: Sink
  ) throws(RunFailure) -> Outcome<Sink> {
    try run(into: sink) { line in
      let messages = messages.span
      for place in prefill..<messages.count {
        if !line.send(messages[place]) { return }
        if place & 63 == 63 { line.receive() }
      }
    }
  }

  /// Sends the first `count` messages one by one, each when the one before is done with, and
  /// returns how long each took there and back, in nanoseconds.
  public func roundTrips(_ count: Int) throws(RunFailure) -> [UInt64] {
    var times: [UInt64] = []
    let last = min(prefill + count, messages.count)
    times.reserveCapacity(last - prefill)
    _ = try run(into: TradeDigest()) { line in
      for message in messages[prefill..<last] {
        let start = nanoseconds()
        if !line.send(message) || !line.awaitMatcher() { return }
        times.append(nanoseconds() - start)
        line.receive()
      }
    }
    return times
  }

  /// Sends the messages beforehand, and then lets `feed` send the others.
  private func run<Sink: TradeSink & Sendable>(
    into sink: Sink, feed: (inout FeedingLine<Sink>) -> Void
  ) throws(RunFailure) -> Outcome<Sink> {
    let inbound = Ring<OrderMessage>(capacity: ringSize)
    let outbound = Ring<BookEvent>(capacity: ringSize)
    let matcher = Matcher<Sink>(inbound: inbound, outbound: outbound, batch: batch)
    guard let worker = Worker({ matcher.run() }) else { throw .noThread }
    var line = FeedingLine(sink, inbound, outbound, batch: batch)
    let isReady = messages[..<prefill].allSatisfy { line.send($0) } && line.awaitMatcher()
    let start = nanoseconds()
    if isReady { feed(&line) }
    line.finish()
    let end = nanoseconds()
    let counters = try worker.join().get()
    return Outcome(sink: line.sink, counters: counters, nanoseconds: end - start)
  }
}
