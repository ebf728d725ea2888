internal import Synchronization

/// Drives an engine with an open loop: every operation is sent when its schedule says, whether or not
/// earlier ones were answered, and its latency counts from that moment.
public final class LoadDriver: Sendable {
  /// How the engine is reached.
  public enum Target: Sendable, Hashable {
    /// Descriptors of the engine's standard output and input; they become the driver's own.
    case streams(reading: Int32, writing: Int32)
    /// A server, with so many connections that take turns.
    case server(SocketAddress, connections: Int)
  }

  /// What a load consists of.
  public struct Settings: Sendable, Hashable {
    /// When operations start.
    public var schedule: ArrivalSchedule
    /// What they ask.
    public var request: LoadRequest
    /// The length of a window of the series, in nanoseconds.
    public var window: UInt64 = 100_000_000
    /// How many operations of a connection may be unanswered at once; nil: any number.
    public var outstanding: Int?
    /// How long answers may come after the schedule's end, in nanoseconds.
    public var drain: UInt64 = 5_000_000_000
    /// How long the engine may take until it is ready, in nanoseconds.
    public var patience: UInt64 = 10_000_000_000
    /// The links that lines take; nil: none.
    public var links: LinkPair?
    /// Whether the numbers of operations without answer are listed.
    public var listsGaps = false
    /// How long a server whose connections have ended may take until it is back, in nanoseconds;
    /// nil: it is not expected.
    public var returnPatience: UInt64?

    /// Makes settings with the standard limits.
    public init(schedule: ArrivalSchedule, request: LoadRequest) {
      self.schedule = schedule
      self.request = request
    }
  }

  let settings: Settings
  let target: Target
  let moments: [LoadMoment]
  private let cancelled = Atomic<Bool>(false)

  /// Makes a driver; nothing happens before `run`.
  public init(_ settings: Settings, target: Target, moments: [LoadMoment] = []) {
    self.settings = settings
    self.target = target
    self.moments = moments
  }

  /// Gives up, from any thread; `run` ends within 50 ms.
  public func cancel() { cancelled.store(true, ordering: .relaxed) }

  var isCancelled: Bool { cancelled.load(ordering: .relaxed) }

  /// Waits until the engine is ready, loads it, waits for the last answers, and says goodbye: standard
  /// input and connections are closed.
  public func run() throws(LoadFailure) -> LoadOutcome {
    LoadClock.sharpenTimers()
    let pipes = BrokenPipes()
    let result = Result { () throws(LoadFailure) in try runLinked() }
    pipes.end()
    return try result.get()
  }

  private func runLinked() throws(LoadFailure) -> LoadOutcome {
    guard let links = settings.links else { return try run(through: nil) }
    guard let relay = LinkRelay(links, operations: settings.schedule.times.count) else {
      throw .cannotSend(reason: "no thread could be made for the link")
    }
    let result = Result { () throws(LoadFailure) in try run(through: relay) }
    let record = relay.finish()
    var outcome = try result.get()
    outcome.links = record
    outcome.overflow += record.overflow
    return outcome
  }

  private func run(through relay: LinkRelay?) throws(LoadFailure) -> LoadOutcome {
    var load = RunningLoad(self, try connect(through: relay), relay)
    return try load.run()
  }
}
