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
  /// one place only, where it becomes part of the loop; a second one costs a third of the speed. Its
  /// pages are large: with small ones the same loop takes twice as long on a second thread.
  func run() -> Result<BookCounters, RunFailure> {
    var receiver = RingReceiver(inbound)
    var sender = RingSender(outbound, batch: batch)
    var book = OrderBook(largePages: true)
    var rejection: OrderRejection?
    withUnsafeMutablePointer(to: &sender) { sender in
      var sink = RingSink<Final>(sender: sender, ring: outbound)
      do throws(OrderRejection) {
        var patience = Patience()
        while true {
          let messages = receiver.take()
          for message in messages { try book.apply(message, to: &sink) }
          // In this order: who sees its messages handed back can receive what came of them.
          sender.pointee.publish()
          receiver.release()
          if !messages.isEmpty {
            patience.reset()
          } else if receiver.isOver() {
            break
          } else {
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
