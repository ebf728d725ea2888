/// The first difference between a book and the naive one on the same messages.
public struct Difference: Sendable {
  /// The index of the message after which they differ.
  public let place: Int
  /// What differs, with what the naive book says.
  public let text: String

  /// Applies the messages to a fresh book of each kind and compares all that can be seen of them
  /// after every message: rejection, events, counters, and both sides with their queues.
  public static func first<Book: MatchingBook & ~Copyable>(
    of type: Book.Type = OrderBook.self, on messages: [OrderMessage]
  ) -> Difference? {
    var book = Book()
    var naive = NaiveBook()
    var told = EventLog()
    var expected = EventLog()
    for (place, message) in messages.enumerated() {
      var rejections: (OrderRejection?, OrderRejection?)
      told.removeAll()
      expected.removeAll()
      do { try book.apply(message, to: &told) } catch { rejections.0 = error }
      do { try naive.apply(message, to: &expected) } catch { rejections.1 = error }
      let difference =
        unequal("rejection", rejections.0, rejections.1)
        ?? unequal("events", told.events, expected.events)
        ?? unequal("counters", book.counters, naive.counters) ?? crossing(book)
        ?? state(book, naive)
      if let difference { return Difference(place: place, text: difference) }
    }
    return nil
  }

  /// A smallest stream that still shows a difference: no single message can be left out.
  public static func shrink<Book: MatchingBook & ~Copyable>(
    _ messages: [OrderMessage], of type: Book.Type = OrderBook.self
  ) -> [OrderMessage] {
    var kept = messages
    if let place = first(of: type, on: messages)?.place { kept = Array(messages[...place]) }
    var chunk = max(kept.count / 2, 1)
    while chunk > 0 {
      let before = kept.count
      var start = 0
      while start < kept.count {
        var fewer = kept
        fewer.removeSubrange(start..<min(start + chunk, kept.count))
        if first(of: type, on: fewer) != nil { kept = fewer } else { start += chunk }
      }
      if chunk > 1 || kept.count == before { chunk /= 2 }
    }
    return kept
  }

  private static func unequal<Value: Equatable>(
    _ name: String, _ actual: Value, _ expected: Value
  ) -> String? {
    actual == expected ? nil : "\(name) \(actual), expected \(expected)"
  }

  private static func crossing<Book: MatchingBook & ~Copyable>(_ book: borrowing Book) -> String? {
    guard let bid = book.bestPrice(.buy), let ask = book.bestPrice(.sell), bid >= ask else {
      return nil
    }
    return "the book is crossed: \(bid) >= \(ask)"
  }

  private static func state<Book: MatchingBook & ~Copyable>(
    _ book: borrowing Book, _ naive: NaiveBook
  ) -> String? {
    for side in Side.allCases {
      let orders = naive.orders(side)
      for order in orders {
        if let found = unequal("order", book.order(order.id), order) { return found }
      }
      if let found = unequal("orders", book.orders(side), orders)
        ?? unequal("levels", book.levels(side), naive.levels(side))
        ?? unequal("best price", book.bestPrice(side), orders.first?.price)
      {
        return found
      }
    }
    return nil
  }
}
