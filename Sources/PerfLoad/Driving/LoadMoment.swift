/// Something that is done to the engine at a moment of a load's time.
public struct LoadMoment: Sendable {
  /// What a moment means for the engine.
  public enum Kind: Sendable, Hashable {
    /// From now on the engine cannot answer, and it is told when it can again.
    case stops
    /// From now on the engine cannot answer; that it can again shows.
    case dies
    /// The engine can answer again.
    case returns
  }

  /// Nanoseconds from the beginning of the load.
  public var time: UInt64
  /// What it means for the engine.
  public var kind: Kind
  /// Does it; false if it could not be done.
  public var perform: @Sendable () -> Bool

  /// Makes a moment.
  public init(at time: UInt64, _ kind: Kind, _ perform: @escaping @Sendable () -> Bool) {
    self.time = time
    self.kind = kind
    self.perform = perform
  }
}

/// A time in which the engine could not answer, in nanoseconds from the beginning of the load.
public struct Outage: Sendable, Hashable {
  /// When it began.
  public var began: UInt64
  /// When the engine was continued, or took a connection again; nil where that was not seen.
  public var returned: UInt64?
  /// When the first operation was answered, without an error, that was sent after the outage began.
  public var answered: UInt64?
  /// How many operations were answered while the engine was stopped, of those sent so late that it
  /// could not: what answered them was not stopped.
  public var impossible = 0

  /// Makes an outage.
  public init(began: UInt64, returned: UInt64? = nil, answered: UInt64? = nil) {
    self.began = began
    self.returned = returned
    self.answered = answered
  }
}

/// The moments of a load, and the outages that follow from them.
public struct LoadMoments: Sendable {
  private var rest: ArraySlice<LoadMoment>
  /// The first operation that was not sent when the last outage began.
  private var first: UInt64 = 0
  /// When every thread of an engine that was stopped stands still, and the first operation that was
  /// not sent then.
  private var still: (since: UInt64, first: UInt64?)?
  /// The outages so far.
  public private(set) var outages: [Outage] = []
  /// How many moments passed at which nothing could be done to the engine.
  public private(set) var failures = 0

  /// How long a signal may take to reach a thread on another processor, in nanoseconds.
  static let grace: UInt64 = 10_000_000

  /// Puts moments in order.
  public init(_ moments: [LoadMoment]) { rest = moments.sorted { $0.time < $1.time }[...] }

  /// Whether the last outage is not over, as far as answers show.
  public var awaitsAnswer: Bool { outages.last.map { $0.answered == nil } ?? false }

  /// When the next moment is due.
  public var next: UInt64? { rest.first?.time }

  /// Does what is due by now; `operation` is the next one to be sent.
  ///
  /// If it is late, what follows is put off by as much: an outage is not shorter than declared.
  public mutating func perform(at now: UInt64, before operation: Int) {
    if let since = still?.since, still?.first == nil, now >= since {
      still?.first = UInt64(operation)
    }
    while let moment = rest.first, moment.time <= now {
      rest.removeFirst()
      for index in rest.indices { rest[index].time += now - moment.time }
      guard moment.perform() else {
        failures += 1
        continue
      }
      switch moment.kind {
      case .stops, .dies:
        outages.append(Outage(began: now))
        first = UInt64(operation)
        still = moment.kind == .stops ? (now + Self.grace, nil) : nil
      case .returns:
        still = nil
        noteReturn(at: now)
      }
    }
  }

  /// Notes that the engine takes connections again; the last time before it answers counts, since a
  /// dying engine may still take one.
  public mutating func noteReturn(at now: UInt64) {
    guard let last = outages.indices.last, outages[last].answered == nil else { return }
    outages[last].returned = now
  }

  /// Notes the answer of an operation.
  public mutating func noteAnswer(_ number: UInt64, failed: Bool = false, at now: UInt64) {
    guard let last = outages.indices.last, outages[last].answered == nil, number >= first else {
      return
    }
    guard let still else {
      if !failed { outages[last].answered = now }
      return
    }
    if let first = still.first, number >= first { outages[last].impossible += 1 }
  }
}
