internal import OrderBook
internal import Rings

/// The thread that owns the book.
struct Matcher<Final: TradeSink>: Sendable {
  let inbound: Ring<OrderMessage>
  let outbound: Ring<BookEvent>
  let batch: Int

  /// Applies what comes until the inbound ring is closed.
  ///
  /// A refused message closes both rings: nothing more is taken or sent. The book is applied to in
  /// one place only, where it becomes part of the loop; a second one costs a third of the speed.
  func run() -> Result<BookCounters, RunFailure> {
    var receiver = RingReceiver(inbound)
    var sender = RingSender(outbound, batch: batch)
    var book = OrderBook()
    var rejection: OrderRejection?
    withUnsafeMutablePointer(to: &sender) { sender in
      var sink = RingSink<Final>(sender: sender, ring: outbound)
      do throws(OrderRejection) {
        var patience = Patience()
        while true {
          if let message = receiver.next() {
            try book.apply(message, to: &sink)
            patience.reset()
          } else {
            // In this order: who sees its messages handed back can receive what came of them.
            sender.pointee.publish()
            receiver.release()
            if receiver.isOver() { break }
            patience.wait()
          }
        }
      } catch {
        rejection = error
        inbound.close()
      }
      sender.pointee.close()
    }
    return rejection.map { .failure(.rejected($0)) } ?? .success(book.counters)
  }
}
