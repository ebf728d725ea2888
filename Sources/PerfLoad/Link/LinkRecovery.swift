/// A stream that goes over a faulty link to a receiver that asks again for what it misses: when each
/// packet can be used there, in simulated time.
///
/// The receiver waits for a missing packet as long as the link may delay one, and then asks for it.
/// What is sent again has priority: it is neither lost nor delayed beyond the round trip.
public struct LinkRecovery: Sendable {
  /// A packet that is passed on to whoever uses the stream.
  public struct Release: Sendable, Hashable {
    /// Its number.
    public var number: UInt64
    /// When it is passed on.
    public var time: UInt64
  }

  private enum Event {
    case arrival(UInt64)
    /// The receiver's patience for a packet is over.
    case expiry(UInt64)
    /// The receiver learns how many packets there are.
    case end
  }

  private let roundTrip: UInt64
  private let patience: UInt64
  private let count: UInt64
  private var link: FaultLink
  private var receiver = SequencedReceiver()
  private var queue = TimeQueue<Event>()

  /// The packets in the order in which they are passed on.
  public private(set) var releases: [Release] = []
  /// The gap log: the packets that the receiver asked for again, in that order.
  public private(set) var gaps: [UInt64] = []

  /// Sends a schedule's packets over a link.
  /// - Parameters:
  ///   - roundTrip: nanoseconds from asking for a packet to having it.
  public init(
    _ schedule: ArrivalSchedule, over settings: FaultLink.Settings, seed: UInt64, roundTrip: UInt64
  ) {
    self.roundTrip = roundTrip
    // A delay beyond nine standard deviations comes once in 10^19 packets.
    patience = settings.delay + UInt64(9 * settings.jitter)
    count = UInt64(schedule.times.count)
    link = FaultLink(settings, packets: schedule.times.count, seed: seed)
    releases.reserveCapacity(schedule.times.count)
    for (number, time) in schedule.times.enumerated() {
      for arrival in link.send(UInt64(number), at: time) {
        queue.insert(.arrival(UInt64(number)), at: arrival)
      }
      handle(until: time)
    }
    queue.insert(.end, at: (schedule.times.last ?? 0) + patience)
    handle(until: .max)
  }

  /// What the link did.
  public var record: LinkRecord.Side { LinkRecord.Side(link) }

  private mutating func handle(until now: UInt64) {
    while let (time, event) = queue.take(at: now) {
      switch event {
      case .arrival(let number):
        let (ready, missing) = receiver.receive(number)
        releases += ready.map { Release(number: $0, time: time) }
        expect(missing, after: time)
      case .expiry(let number):
        guard !receiver.has(number) else { continue }
        gaps.append(number)
        queue.insert(.arrival(number), at: time + roundTrip)
      case .end: expect(receiver.finish(count: count), after: time)
      }
    }
  }

  private mutating func expect(_ missing: Range<UInt64>, after time: UInt64) {
    for number in missing { queue.insert(.expiry(number), at: time + patience) }
  }
}
