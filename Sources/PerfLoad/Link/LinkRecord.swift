/// The links between a load and its engine, one a direction; nil: the direction is left alone.
public struct LinkPair: Sendable, Hashable {
  /// The link that operations take.
  public var toEngine: FaultLink.Settings?
  /// The link that answers take.
  public var toDriver: FaultLink.Settings?
  /// The seed of both.
  public var seed: UInt64

  /// Makes a pair.
  public init(
    toEngine: FaultLink.Settings? = nil, toDriver: FaultLink.Settings? = nil, seed: UInt64
  ) {
    self.toEngine = toEngine
    self.toDriver = toDriver
    self.seed = seed
  }

  /// The links themselves, whose seeds differ.
  func links(packets: Int) -> (toEngine: FaultLink?, toDriver: FaultLink?) {
    (
      toEngine.map { FaultLink($0, packets: packets, seed: seed) },
      toDriver.map { FaultLink($0, packets: packets, seed: ~seed) }
    )
  }
}

/// What the links between a load and its engine did.
public struct LinkRecord: Sendable, Hashable {
  /// One direction.
  public struct Side: Sendable, Hashable {
    /// How many packets were offered.
    public var offered = 0
    /// What happened to packets, in the order in which they were offered.
    public var log: [FaultLink.Event] = []

    /// Makes the record of a link that nothing was offered to.
    public init() {}

    init(_ link: FaultLink) {
      offered = link.offered
      log = link.log
    }

    /// How often something happened.
    public func count(_ kind: FaultLink.Kind) -> Int { log.count { $0.kind == kind } }

    /// The mean number of packets in a row that were lost by chance; 0 without losses.
    public var meanBurst: Double {
      let lost = log.filter { $0.kind == .loss }.map(\.number).sorted()
      let bursts = lost.indices.count { $0 == 0 || lost[$0] != lost[$0 - 1] + 1 }
      return bursts == 0 ? 0 : Double(lost.count) / Double(bursts)
    }
  }

  /// The way to the engine; nil: it was left alone.
  public var toEngine: Side?
  /// The way back; nil: it was left alone.
  public var toDriver: Side?
  /// Answers that the relay itself was too slow to read.
  public var overflow = 0

  /// Makes a record of no links.
  public init() {}
}
