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
  /// What is done.
  public var perform: @Sendable () -> Void

  /// Makes a moment.
  public init(at time: UInt64, _ kind: Kind, _ perform: @escaping @Sendable () -> Void) {
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
  /// When the first operation was answered that was sent after the outage began.
  public var answered: UInt64?
}

/// The moments of a load, and the outages that follow from them.
public struct LoadMoments: Sendable {
  private var rest: ArraySlice<LoadMoment>
  /// The first operation that was not sent when the last outage began.
  private var first: UInt64 = 0
  /// The outages so far.
  public private(set) var outages: [Outage] = []

  /// Puts moments in order.
  public init(_ moments: [LoadMoment]) { rest = moments.sorted { $0.time < $1.time }[...] }

  /// When the next moment is due.
  public var next: UInt64? { rest.first?.time }

  /// Does what is due by now; `operation` is the next one to be sent.
  ///
  /// If it is late, what follows is put off by as much: an outage is not shorter than declared.
  public mutating func perform(at now: UInt64, before operation: Int) {
    while let moment = rest.first, moment.time <= now {
      rest.removeFirst()
      for index in rest.indices { rest[index].time += now - moment.time }
      moment.perform()
      switch moment.kind {
      case .stops, .dies:
        outages.append(Outage(began: now))
        first = UInt64(operation)
      case .returns: noteReturn(at: now)
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
  public mutating func noteAnswer(_ number: UInt64, at now: UInt64) {
    guard let last = outages.indices.last, outages[last].answered == nil, number >= first else {
      return
    }
    outages[last].answered = now
  }
}
