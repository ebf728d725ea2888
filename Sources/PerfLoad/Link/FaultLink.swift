internal import PerfStatistics

/// A link that loses, delays, reorders and repeats packets, one way: what happens to a packet is fixed
/// by the seed and the packet's number, whenever it comes.
///
/// Only the drops of a full queue depend on the times at which packets are offered.
public struct FaultLink: Sendable {
  /// What a link does to packets; the standard is nothing.
  public struct Settings: Sendable, Hashable {
    /// The law of losses.
    public var loss = GilbertElliott.none
    /// Nanoseconds that every packet takes.
    public var delay: UInt64 = 0
    /// The standard deviation of the delay in nanoseconds; its law is normal, cut off at 0.
    public var jitter = 0.0
    /// How much of a packet's deviation the next one has too: the coefficient of an AR(1) process.
    public var correlation = 0.0
    /// The share of packets that pass without delay and so overtake others.
    public var reorder = 0.0
    /// The share of packets that arrive twice.
    public var duplicate = 0.0
    /// Packets a second that the link carries; nil: any number.
    public var rate: Double?
    /// How many packets may wait for a link with a rate; those beyond are dropped.
    public var queue = 1000

    /// Makes a link that does nothing.
    public init() {}
  }

  /// Something that happened to a packet.
  public struct Event: Sendable, Hashable {
    /// The packet's number.
    public var number: UInt64
    /// What happened.
    public var kind: Kind

    /// Makes an event.
    public init(number: UInt64, kind: Kind) {
      self.number = number
      self.kind = kind
    }
  }

  /// What can happen to a packet.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// It was lost by chance.
    case loss
    /// It found the queue full.
    case queue
    /// It arrived twice.
    case duplicate
    /// It arrived before a packet that was offered before it.
    case reorder
    /// It was on its way when the load ended.
    case held
  }

  /// What a link decided for a packet before it came.
  private struct Fate {
    var isLost: Bool
    var isTwice: Bool
    var overtakes: Bool
    var wasOffered = false
    var deviation: Double
  }

  private let settings: Settings
  private let packets: UInt64
  private var losses: Xoshiro256
  private var jitters: Xoshiro256
  private var choices: Xoshiro256
  private var isBad: Bool
  private var deviation = 0.0
  /// The fates of packets, by their numbers, as far as one of them was asked for.
  private var fates: [Fate] = []
  /// When the link is free for the next packet.
  private var free = 0.0
  private var latest: UInt64 = 0

  /// How many packets were offered.
  public private(set) var offered = 0
  /// What happened to packets, in the order in which they were offered.
  public private(set) var log: [Event] = []

  /// Makes a link for packets with numbers below `packets`; others pass as they are.
  public init(_ settings: Settings, packets: Int, seed: UInt64) {
    var seeds = SplitMix64(seed: seed)
    self.settings = settings
    self.packets = UInt64(packets)
    losses = Xoshiro256(seed: seeds.next())
    jitters = Xoshiro256(seed: seeds.next())
    choices = Xoshiro256(seed: seeds.next())
    isBad = losses.unit() < settings.loss.badShare
    if settings.jitter > 0 { deviation = jitters.normal() }
  }

  /// Offers a packet at a time in nanoseconds, and returns when it arrives: once, twice, or never.
  ///
  /// Times of offers must not go back. Another packet with the same number shares the fate of the
  /// first; it is neither counted nor repeated.
  public mutating func send(_ number: UInt64, at time: UInt64) -> [UInt64] {
    guard number < packets else { return [time] }
    while fates.count <= number { fates.append(draw()) }
    let fate = fates[Int(number)]
    if fate.wasOffered { return arrival(of: fate, at: time).map { [UInt64($0)] } ?? [] }
    fates[Int(number)].wasOffered = true
    offered += 1
    guard !fate.isLost else { return drop(number, .loss) }
    guard let arrival = arrival(of: fate, at: time) else { return drop(number, .queue) }
    let arrived = UInt64(arrival)
    if arrived < latest { log.append(Event(number: number, kind: .reorder)) }
    latest = max(latest, arrived)
    guard fate.isTwice else { return [arrived] }
    log.append(Event(number: number, kind: .duplicate))
    return [arrived, arrived]
  }

  /// When a packet arrives that is offered at a time; nil: never.
  private mutating func arrival(of fate: Fate, at time: UInt64) -> Double? {
    guard !fate.isLost else { return nil }
    var arrival = Double(time)
    if let rate = settings.rate {
      let gap = 1e9 / rate
      guard free - arrival <= Double(settings.queue) * gap else { return nil }
      free = max(free, arrival) + gap
      arrival = free
    }
    if !fate.overtakes {
      arrival += max(0, Double(settings.delay) + settings.jitter * fate.deviation)
    }
    return arrival
  }

  /// Notes that a packet was still on its way when the load ended.
  public mutating func hold(_ number: UInt64) { log.append(Event(number: number, kind: .held)) }

  private mutating func drop(_ number: UInt64, _ kind: Kind) -> [UInt64] {
    log.append(Event(number: number, kind: kind))
    return []
  }

  private mutating func draw() -> Fate {
    let loss = settings.loss
    let isLost = losses.unit() >= (isBad ? loss.h : loss.k)
    let moves = losses.unit() < (isBad ? loss.r : loss.p)
    if moves { isBad.toggle() }
    let own = deviation
    if settings.jitter > 0 {
      let share = settings.correlation
      deviation = share * deviation + (1 - share * share).squareRoot() * jitters.normal()
    }
    return Fate(
      isLost: isLost, isTwice: choices.unit() < settings.duplicate,
      overtakes: choices.unit() < settings.reorder, deviation: own)
  }
}
