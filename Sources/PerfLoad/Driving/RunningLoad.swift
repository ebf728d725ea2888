internal import CPerfLoad
internal import Glibc

/// The loop of an open-loop load over lines.
struct RunningLoad {
  private static let retryPause: UInt64 = 2_000_000

  private let driver: LoadDriver
  private let relay: LinkRelay?
  private var channels: [LineChannel]
  private var ledger: LoadLedger
  private var moments: LoadMoments
  /// Since when no connection is left; nil: there is one.
  private var aloneSince: UInt64?
  private var turn = 0
  /// When the load began, on the monotonic clock.
  private let origin: UInt64

  init(_ driver: LoadDriver, _ channels: [LineChannel], _ relay: LinkRelay?) {
    self.driver = driver
    self.relay = relay
    moments = LoadMoments(driver.moments)
    self.channels = channels
    ledger = LoadLedger(driver.settings.schedule, window: driver.settings.window)
    origin = LoadClock.now()
  }

  private var settings: LoadDriver.Settings { driver.settings }
  private func now() -> UInt64 { LoadClock.now() - origin }

  mutating func run() throws(LoadFailure) -> LoadOutcome {
    let end = settings.schedule.length + settings.drain
    var time = now()
    // Whether an engine that is away comes back is waited for, also beyond the load's end.
    while !ledger.isComplete || moments.next != nil, time < end || aloneSince != nil,
      !driver.isCancelled, try reach(at: time)
    {
      moments.perform(at: time, before: ledger.next)
      send(at: time)
      wait(until: end, from: now())
      receive()
      time = now()
    }
    if let failure = channels.first(where: { $0.sendFailure != 0 })?.sendFailure {
      throw .cannotSend(reason: String(cString: strerror(failure)))
    }
    let overflow = channels.map(\.overflow).reduce(0, +)
    for channel in channels { channel.finishWriting() }
    let isEarly = !ledger.isComplete && time < end
    var outcome = ledger.finish(
      at: time, endingEarly: isEarly, listsGaps: settings.listsGaps)
    outcome.outages = moments.outages
    outcome.failedMoments = moments.failures
    outcome.stayedAway = aloneSince != nil
    outcome.overflow = overflow
    return outcome
  }

  /// Whether there is an engine to talk to, or one that may still come back.
  private mutating func reach(at time: UInt64) throws(LoadFailure) -> Bool {
    guard let patience = settings.returnPatience, channels.contains(where: \.hasEnded),
      case .server(let address, _) = driver.target
    else { return channels.contains { !$0.hasEnded } }
    for index in channels.indices where channels[index].hasEnded {
      guard let number = try address.connectedUnlessRefused() else { break }
      channels[index] = try driver.channel(number, number, address.lineKind, through: relay)
      moments.noteReturn(at: time)
    }
    guard channels.allSatisfy(\.hasEnded) else {
      aloneSince = nil
      return true
    }
    let since = aloneSince ?? time
    aloneSince = since
    return time - since < patience
  }

  /// Sends what is due, as far as connections take it.
  private mutating func send(at time: UInt64) {
    while let start = ledger.nextStart, start <= time, let channel = freeChannel() {
      channel.append(settings.request, ledger.send(at: time))
    }
    for channel in channels { channel.flush() }
  }

  /// The next channel that may take an operation.
  private mutating func freeChannel() -> LineChannel? {
    for _ in channels {
      let channel = channels[turn]
      turn = (turn + 1) % channels.count
      if !channel.hasEnded, channel.open < settings.outstanding ?? .max { return channel }
    }
    return nil
  }

  private func wait(until end: UInt64, from time: UInt64) {
    var wake = min(end, time + LoadDriver.longestPause)
    let isBlocked = !channels.contains { !$0.hasEnded && $0.open < settings.outstanding ?? .max }
    if let start = ledger.nextStart, !isBlocked { wake = min(wake, start) }
    if let moment = moments.next { wake = min(wake, moment) }
    if aloneSince != nil { wake = time + Self.retryPause }
    var descriptors = channels.filter { !$0.hasEnded }.map { channel in
      pollfd(
        fd: channel.reading, events: Int16(POLLIN), revents: 0)
    }
    for channel in channels where channel.isWaiting && !channel.hasEnded {
      descriptors.append(pollfd(fd: channel.writing, events: Int16(POLLOUT), revents: 0))
    }
    LoadClock.wait(for: &descriptors, nanoseconds: wake > time ? wake - time : 0)
  }

  private mutating func receive() {
    for channel in channels where !channel.hasEnded {
      var lines: [LineProtocol.Line] = []
      channel.read { lines.append($0) }
      let time = now()
      for line in lines {
        switch line {
        case .answer(let number, let failed):
          if ledger.answer(number, failed: failed, at: time) == .expected {
            channel.open -= 1
            moments.noteAnswer(number, failed: failed, at: time)
          }
        case .nonsense, .ready: ledger.receiveNonsense()
        case .comment: break
        }
      }
    }
  }
}
