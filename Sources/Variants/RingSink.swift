internal import OrderBook
internal import Rings

/// Sends what a book tells through a ring; of what kind that is, another sink decides.
struct RingSink<Final: TradeSink>: TradeSink {
  let sender: UnsafeMutablePointer<RingSender<BookEvent>>
  let ring: Ring<BookEvent>

  static var takesAcknowledgements: Bool { Final.takesAcknowledgements }

  mutating func receive(_ trade: Trade) { send(.trade(trade)) }

  mutating func receive(_ acknowledgement: Acknowledgement) {
    send(.acknowledgement(acknowledgement))
  }

  private func send(_ event: BookEvent) {
    if !sender.pointee.send(event) { insist(event) }
  }

  @inline(never)
  private func insist(_ event: BookEvent) {
    var patience = Patience()
    while !sender.pointee.send(event) && !ring.isClosed { patience.wait() }
  }
}
