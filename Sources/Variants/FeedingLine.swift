internal import OrderBook
internal import Rings

/// The calling thread's ends of both rings.
struct FeedingLine<Sink: TradeSink>: ~Copyable {
  var sink: Sink
  private let inbound: Ring<OrderMessage>
  private var sender: RingSender<OrderMessage>
  private var receiver: RingReceiver<BookEvent>

  init(_ sink: Sink, _ inbound: Ring<OrderMessage>, _ outbound: Ring<BookEvent>, batch: Int) {
    self.sink = sink
    self.inbound = inbound
    sender = RingSender(inbound, batch: batch)
    receiver = RingReceiver(outbound)
  }

  /// Sends a message, receiving while there is no room; false if the matcher gave up.
  @inline(__always)
  mutating func send(_ message: OrderMessage) -> Bool {
    sender.send(message) || insist(message)
  }

  @inline(never)
  private mutating func insist(_ message: OrderMessage) -> Bool {
    var patience = Patience()
    while !sender.send(message) {
      if inbound.isClosed { return false }
      receive()
      patience.wait()
    }
    return true
  }

  /// Waits until the matcher is done with all that was sent; false if it gave up.
  mutating func awaitMatcher() -> Bool {
    sender.publish()
    var patience = Patience()
    while !sender.isDrained {
      if inbound.isClosed { return false }
      receive()
      patience.wait()
    }
    return true
  }

  /// Takes what there is.
  mutating func receive() {
    while let event = receiver.next() {
      switch event {
      case .trade(let trade): sink.receive(trade)
      case .acknowledgement(let acknowledgement): sink.receive(acknowledgement)
      }
    }
    receiver.release()
  }

  /// Sends no more, and takes what comes until the matcher is done.
  mutating func finish() {
    sender.close()
    var patience = Patience()
    while !receiver.isOver() {
      receive()
      patience.wait()
    }
  }
}
