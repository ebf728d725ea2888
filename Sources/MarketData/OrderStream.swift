public import OrderBook

/// An order stream in memory, with what a book makes of it.
public struct OrderStream: Sendable {
  /// The stream's messages in order.
  public let messages: [OrderMessage]
  /// What a fresh book counted at the end.
  public let counters: BookCounters
  /// The digest of all trades.
  public let digest: TradeDigest
  /// The digest of all events.
  public let eventDigest: EventDigest

  /// Reads a stream and applies it to a fresh book; the first faulty record is the error.
  public init(checking bytes: [UInt8]) throws(StreamError) {
    var reader = RecordReader(bytes)
    var builder = Builder(room: bytes.count / OrderMessage.recordSize)
    var offset = 0
    while let message = try reader.next() {
      try builder.append(message, at: offset)
      offset = reader.offset
    }
    self = builder.stream
  }

  private init(
    messages: [OrderMessage], counters: BookCounters, digest: TradeDigest, eventDigest: EventDigest
  ) {
    self.messages = messages
    self.counters = counters
    self.digest = digest
    self.eventDigest = eventDigest
  }

  /// Makes a stream message by message, each applied to a book as it comes.
  public struct Builder: ~Copyable {
    private var messages: [OrderMessage] = []
    private var book = OrderBook()
    private var digests = BothDigests()

    /// Makes a builder without messages, with room for some.
    public init(room: Int) { messages.reserveCapacity(room) }

    /// Takes the message of the record at an offset; one that the book refuses is the error.
    public mutating func append(_ message: OrderMessage, at offset: Int) throws(StreamError) {
      do throws(OrderRejection) {
        try book.apply(message, to: &digests)
      } catch {
        throw StreamError(offset: offset, reason: .rejected(error))
      }
      messages.append(message)
    }

    /// The stream so far.
    public var stream: OrderStream {
      OrderStream(
        messages: messages, counters: book.counters, digest: digests.trades,
        eventDigest: digests.events)
    }
  }
}

/// Both digests at once.
private struct BothDigests: TradeSink {
  var trades = TradeDigest()
  var events = EventDigest()

  static var takesAcknowledgements: Bool { true }

  mutating func receive(_ trade: Trade) {
    trades.receive(trade)
    events.receive(trade)
  }

  mutating func receive(_ acknowledgement: Acknowledgement) { events.receive(acknowledgement) }
}
