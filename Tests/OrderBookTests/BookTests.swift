import OrderBook
import Testing

@Suite struct BookTests {
  private func limit(
    _ side: Side, _ id: UInt32, at price: Int32, _ quantity: UInt32
  ) -> OrderMessage {
    OrderMessage(kind: .limit, side: side, id: id, price: price, quantity: quantity)
  }

  private func change(
    _ kind: OrderMessage.Kind, _ id: UInt32, side: Side = .sell, at price: Int32 = 0,
    _ quantity: UInt32 = 0
  ) -> OrderMessage {
    OrderMessage(kind: kind, side: side, id: id, price: price, quantity: quantity)
  }

  private func trades(_ messages: [OrderMessage]) throws -> [Trade] {
    var book = OrderBook()
    var sink = EventLog()
    for message in messages { try book.apply(message, to: &sink) }
    return sink.trades
  }

  @Test("The contract's vector")
  func vector() throws {
    var book = OrderBook()
    var digest = TradeDigest()
    try book.apply(limit(.sell, 7, at: 100, 5), to: &digest)
    try book.apply(limit(.buy, 9, at: 101, 3), to: &digest)
    #expect(digest.description == "265b58172fc0a701")
    var events = EventDigest()
    var again = OrderBook()
    try again.apply(limit(.sell, 7, at: 100, 5), to: &events)
    try again.apply(limit(.buy, 9, at: 101, 3), to: &events)
    #expect(events.description == "3329d8bad3a8d703")
    #expect(book.counters.trades == 1)
    #expect(book.counters.volume == 3)
    #expect(book.counters.live == 1)
    #expect(book.order(7) == RestingOrder(id: 7, side: .sell, price: 100, quantity: 2))
  }

  @Test("A digest keeps its leading zeros")
  func digestText() {
    var digest = TradeDigest()
    #expect(digest.description == "cbf29ce484222325")
    var short: String?
    for id in UInt32(0)..<2000 where short == nil {
      digest.receive(Trade(maker: id, taker: 1, price: -1, quantity: 1))
      if digest.value < 1 << 60 { short = digest.description }
    }
    #expect(short?.utf8.count == 16)
    #expect(short?.hasPrefix("0") == true)
  }

  @Test("The better price trades first, then the older order, at the maker's price")
  func priority() throws {
    let found = try trades([
      limit(.sell, 1, at: 102, 1), limit(.sell, 2, at: 101, 1), limit(.sell, 3, at: 101, 1),
      limit(.buy, 4, at: 105, 3),
    ])
    #expect(found.map(\.maker) == [2, 3, 1])
    #expect(found.map(\.price) == [101, 101, 102])
  }

  @Test("A reduced order keeps its place; a moved one loses it, even at its own price")
  func placeInQueue() throws {
    let start = [limit(.sell, 1, at: 101, 5), limit(.sell, 2, at: 101, 5)]
    let sweep = limit(.buy, 3, at: 101, 9)
    #expect(try trades(start + [change(.reduce, 1, 1), sweep]).map(\.maker) == [1, 2])
    #expect(try trades(start + [change(.move, 1, at: 101, 4), sweep]).map(\.maker) == [2, 1])
  }

  @Test("A move takes the record's side, price and quantity and may trade")
  func move() throws {
    let found = try trades([
      limit(.sell, 1, at: 101, 5), limit(.sell, 2, at: 103, 5),
      change(.move, 2, side: .buy, at: 101, 2),
    ])
    #expect(found == [Trade(maker: 1, taker: 2, price: 101, quantity: 2)])
  }

  @Test("A reduce by the rest or more removes the order")
  func reduceAll() throws {
    for quantity in [5, 6, UInt32.max] {
      var book = OrderBook()
      var sink = EventLog()
      try book.apply(limit(.buy, 1, at: 100, 5), to: &sink)
      try book.apply(change(.reduce, 1, quantity), to: &sink)
      #expect(book.counters.live == 0)
      #expect(book.bestPrice(.buy) == nil)
      #expect(book.counters.orphans == 0)
    }
  }

  @Test("Messages for unknown orders count as orphans and change nothing")
  func orphans() throws {
    var book = OrderBook()
    var sink = EventLog()
    try book.apply(limit(.buy, 1, at: 100, 5), to: &sink)
    try book.apply(change(.cancel, 2), to: &sink)
    try book.apply(change(.reduce, 2, 1), to: &sink)
    try book.apply(change(.move, 2, at: 100, 1), to: &sink)
    #expect(book.counters.orphans == 3)
    #expect(book.counters.messages == 4)
    #expect(book.orders(.buy) == [RestingOrder(id: 1, side: .buy, price: 100, quantity: 5)])
    #expect(sink.trades.isEmpty)
  }

  @Test("A refused message changes nothing")
  func rejections() throws {
    var book = OrderBook()
    var sink = EventLog()
    try book.apply(limit(.buy, 1, at: 100, 5), to: &sink)
    let before = book.counters
    #expect(throws: OrderRejection.duplicateID(1)) {
      try book.apply(limit(.sell, 1, at: 90, 5), to: &sink)
    }
    #expect(throws: OrderRejection.zeroQuantity(id: 2)) {
      try book.apply(limit(.buy, 2, at: 100, 0), to: &sink)
    }
    #expect(throws: OrderRejection.zeroQuantity(id: 1)) {
      try book.apply(change(.move, 1, at: 99, 0), to: &sink)
    }
    #expect(book.counters == before)
    #expect(book.orders(.buy) == [RestingOrder(id: 1, side: .buy, price: 100, quantity: 5)])
  }
}
