import MarketData
import OrderBook

/// Messages that a book takes, and what it makes of them on the calling thread.
struct Flow {
  var messages: [OrderMessage] = []
  var trades = TradeDigest()
  var events = EventDigest()
  var counters = BookCounters()

  /// The messages of a random stream that are not refused.
  init(seed: UInt64, count: Int = 400) {
    apply(RandomStream.messages(seed: seed, count: count))
  }

  /// A generated flow with every kind of record.
  init(live: Int, count: Int, seed: UInt64 = 7) {
    var generator = OrderGenerator(mix: .every, live: live, seed: seed)
    apply(generator.next(live + count))
  }

  private mutating func apply(_ all: [OrderMessage]) {
    var book = OrderBook()
    for message in all {
      var log = EventLog()
      do { try book.apply(message, to: &log) } catch { continue }
      messages.append(message)
      for event in log.events {
        events.receive(event)
        if case .trade(let trade) = event { trades.receive(trade) }
      }
    }
    counters = book.counters
  }

  /// The messages, then one that every book refuses, then the messages again.
  var withRefusal: [OrderMessage] {
    let refused = OrderMessage(kind: .limit, side: .buy, id: .max, price: 1, quantity: 0)
    return messages + [refused] + messages
  }
}
