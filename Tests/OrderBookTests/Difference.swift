import OrderBook

/// Applies messages to the book and to the naive one, and looks for the first difference.
enum Difference {
  static func find(_ messages: [OrderMessage]) -> String? {
    var book = OrderBook()
    var naive = NaiveBook()
    var sink = TradeCollector()
    var digest = TradeDigest()
    for (place, message) in messages.enumerated() {
      var rejections: (OrderRejection?, OrderRejection?)
      let before = sink.trades.count
      do { try book.apply(message, to: &sink) } catch { rejections.0 = error }
      do { try naive.apply(message) } catch { rejections.1 = error }
      for trade in sink.trades[before...] { digest.receive(trade) }
      let difference =
        unequal("rejection", rejections.0, rejections.1)
        ?? unequal("trades", sink.trades.dropFirst(before), naive.trades.dropFirst(before))
        ?? unequal("counters", book.counters, naive.counters) ?? crossing(book)
        ?? state(book, naive)
      if let difference { return "after message \(place): \(difference)" }
    }
    var expected = TradeDigest()
    for trade in naive.trades { expected.receive(trade) }
    return unequal("digest", digest, expected)
  }

  /// A smallest stream that still shows a difference: no single message can be left out.
  static func shrink(_ messages: [OrderMessage]) -> [OrderMessage] {
    var kept = messages
    var chunk = kept.count / 2
    while chunk > 0 {
      var start = 0
      while start < kept.count {
        var fewer = kept
        fewer.removeSubrange(start..<min(start + chunk, kept.count))
        if find(fewer) != nil { kept = fewer } else { start += chunk }
      }
      chunk /= 2
    }
    return kept
  }

  private static func unequal<Value: Equatable>(
    _ name: String, _ actual: Value, _ expected: Value
  ) -> String? {
    actual == expected ? nil : "\(name) \(actual), expected \(expected)"
  }

  private static func crossing(_ book: borrowing OrderBook) -> String? {
    guard let bid = book.bestPrice(.buy), let ask = book.bestPrice(.sell), bid >= ask else {
      return nil
    }
    return "the book is crossed: \(bid) >= \(ask)"
  }

  /// Compares the queues, the id index, and each level with the sum of its orders.
  private static func state(_ book: borrowing OrderBook, _ naive: NaiveBook) -> String? {
    for side in Side.allCases {
      let orders = naive.orders(side)
      var levels: [PriceLevel] = []
      for order in orders {
        if levels.last?.price != order.price {
          levels.append(PriceLevel(price: order.price, quantity: 0, orders: 0))
        }
        levels[levels.count - 1].quantity += UInt64(order.quantity)
        levels[levels.count - 1].orders += 1
      }
      for order in orders {
        if let found = unequal("order", book.order(order.id), order) { return found }
      }
      if let found = unequal("orders", book.orders(side), orders)
        ?? unequal("levels", book.levels(side), levels)
        ?? unequal("best price", book.bestPrice(side), levels.first?.price)
      {
        return found
      }
    }
    return nil
  }
}
