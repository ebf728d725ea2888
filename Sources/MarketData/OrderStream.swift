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
    var messages: [OrderMessage] = []
    messages.reserveCapacity(bytes.count / OrderMessage.recordSize)
    var book = OrderBook()
    var digests = BothDigests()
    var offset = 0
    while let message = try reader.next() {
      do throws(OrderRejection) {
        try book.apply(message, to: &digests)
      } catch {
        throw StreamError(offset: offset, reason: .rejected(error))
      }
      messages.append(message)
      offset = reader.offset
    }
    self.messages = messages
    self.counters = book.counters
    self.digest = digests.trades
    self.eventDigest = digests.events
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
