/// Something that a book tells.
public enum BookEvent: Hashable, Sendable, BitwiseCopyable {
  /// Two orders traded.
  case trade(Trade)
  /// Something else became of an order.
  case acknowledgement(Acknowledgement)
}

/// Keeps every event it receives.
public struct EventLog: TradeSink, Sendable {
  /// The events in the order in which they happened.
  public private(set) var events: [BookEvent] = []

  /// Makes a log without events.
  public init() {}

  /// It takes them.
  public static var takesAcknowledgements: Bool { true }

  /// Appends a trade.
  public mutating func receive(_ trade: Trade) { events.append(.trade(trade)) }

  /// Appends an acknowledgement.
  public mutating func receive(_ acknowledgement: Acknowledgement) {
    events.append(.acknowledgement(acknowledgement))
  }

  /// Forgets the events, and keeps the memory.
  public mutating func removeAll() { events.removeAll(keepingCapacity: true) }
}
