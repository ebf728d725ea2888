internal import Rings
public import OrderBook

/// Several producers that send the messages of a stream through one queue to the matcher.
///
/// Message `n` is sent by producer `n mod producers` and carries its number, as if a gateway had
/// stamped it on arrival. The matcher, on the calling thread, applies messages in the order of
/// their numbers whatever the order in which they come, so that the trades are those of the stream.
public struct QueueRun: Sendable {
  /// How producers and matcher meet.
  public enum Queue: String, Sendable, CaseIterable {
    /// A bounded array behind a spin lock.
    case spinlock
    /// A linked list of segments, without locks.
    case segmented
  }

  /// The messages, in order.
  public let messages: [OrderMessage]
  /// How many of them are applied beforehand, not timed.
  public let prefill: Int
  /// The threads that send.
  public let producers: Int
  /// The queue between them and the matcher.
  public let queue: Queue

  /// How far a message may be ahead of the one applied next; at the least the queue's capacity.
  static let window = 4096

  /// What a run leaves.
  public struct Outcome: Sendable {
    /// The digest of all trades.
    public var digest = TradeDigest()
    /// The book's counters at the end.
    public var counters = BookCounters()
    /// From the start of the producers to the last message applied.
    public var nanoseconds: UInt64 = 0
    /// How long each message was on its way from its producer to the matcher, if that was asked.
    public var hops: [UInt64] = []
    /// How long the lock was held each time, if that was asked and there is one.
    public var holds: [UInt64] = []
  }

  /// Makes a run.
  public init(messages: [OrderMessage], prefill: Int, producers: Int, queue: Queue) {
    self.messages = messages
    self.prefill = prefill
    self.producers = producers
    self.queue = queue
  }

  /// Sends everything as fast as the queue takes it.
  public func run() throws(RunFailure) -> Outcome {
    try run(window: Self.window, holds: nil, stamps: nil)
  }

  /// The same with a look at the clock whenever the lock is taken and given back.
  public func runTimingTheLock() throws(RunFailure) -> Outcome {
    let holds = HoldTimes(producers: producers, each: 4 * messages.count)
    var outcome = try run(window: Self.window, holds: holds, stamps: nil)
    outcome.holds = holds.all
    return outcome
  }

  /// The same with at most one message of each producer on its way, so that a hop is not a wait
  /// behind others.
  public func runTimingTheHops() throws(RunFailure) -> Outcome {
    let stamps = Stamps(count: messages.count)
    var outcome = try run(window: producers, holds: nil, stamps: stamps)
    outcome.hops = (prefill..<messages.count).map { stamps.hop(of: $0) }
    return outcome
  }

  private func run(
    window: Int, holds: HoldTimes?, stamps: Stamps?
  ) throws(RunFailure) -> Outcome {
    switch queue {
    case .spinlock:
      let queue = SpinLockQueue<NumberedMessage>(capacity: Self.window, holds: holds)
      return try run(through: queue, window: window, stamps: stamps)
    case .segmented:
      let queue = SegmentedQueue<NumberedMessage>(producers: producers)
      return try run(through: queue, window: window, stamps: stamps)
    }
  }

  private func run<Shared: SharedQueue>(
    through queue: Shared, window: Int, stamps: Stamps?
  ) throws(RunFailure) -> Outcome where Shared.Element == NumberedMessage {
    let progress = Progress(prefill)
    var workers: [Worker<Void>] = []
    for number in 0..<producers {
      let producer = Producer(
        queue: queue, messages: messages, prefill: prefill, number: number, of: producers,
        window: window, progress: progress, stamps: stamps)
      guard let worker = Worker({ producer.run() }) else {
        progress.giveUp()
        for worker in workers { worker.join() }
        throw .noThread
      }
      workers.append(worker)
    }
    defer { for worker in workers { worker.join() } }
    do throws(OrderRejection) {
      return try match(queue, progress, stamps)
    } catch {
      progress.giveUp()
      throw .rejected(error)
    }
  }

  private func match<Shared: SharedQueue>(
    _ queue: Shared, _ progress: Progress, _ stamps: Stamps?
  ) throws(OrderRejection) -> Outcome where Shared.Element == NumberedMessage {
    var outcome = Outcome()
    var book = OrderBook(largePages: true)
    for message in messages[..<prefill] { try book.apply(message, to: &outcome.digest) }
    var sequencer = Sequencer(from: prefill, window: Self.window)
    var patience = Patience()
    let start = nanoseconds()
    progress.start()
    while sequencer.next < messages.count {
      if let next = queue.take() {
        stamps?.arrive(next.number)
        sequencer.accept(next)
        patience.reset()
      } else {
        patience.wait()
      }
      let before = sequencer.next
      while let message = sequencer.take() { try book.apply(message, to: &outcome.digest) }
      if sequencer.next != before { progress.reach(sequencer.next) }
    }
    outcome.nanoseconds = nanoseconds() - start
    outcome.counters = book.counters
    return outcome
  }
}
