import OrderBook
import Testing

/// What the ladder does beyond its window and its memory, against the naive book.
@Suite struct LadderTests {
  private func limit(_ side: Side, _ id: UInt32, at price: Int32) -> OrderMessage {
    OrderMessage(kind: .limit, side: side, id: id, price: price, quantity: 1 + id % 7)
  }

  private func cancel(_ id: UInt32) -> OrderMessage {
    OrderMessage(kind: .cancel, side: .buy, id: id, price: 0, quantity: 0)
  }

  private func expectAgreement(_ messages: [OrderMessage]) {
    let difference = Difference.first(on: messages)
    #expect(difference == nil, "\(difference?.text ?? "")")
  }

  @Test("Prices millions of ticks apart are exact, on both sides of the best")
  func sparse() {
    var messages: [OrderMessage] = []
    for id in UInt32(0)..<60 {
      let spread = Int32(id % 20) * 50_000_000
      messages.append(limit(.buy, id, at: -1_000_000_000 + spread))
      messages.append(limit(.sell, 1_000 + id, at: 1_000_000_000 - spread))
    }
    for id in stride(from: UInt32(0), to: 60, by: 3) { messages.append(cancel(id)) }
    messages.append(
      OrderMessage(kind: .limit, side: .buy, id: 5_000, price: .max, quantity: 150))
    messages.append(
      OrderMessage(kind: .limit, side: .sell, id: 5_001, price: .min, quantity: 100))
    expectAgreement(messages)
  }

  @Test("The window follows prices that leave it, with all that rests", arguments: [1, -1])
  func drift(direction: Int32) {
    var messages: [OrderMessage] = []
    for step in UInt32(0)..<400 {
      let middle = direction * Int32(step) * 60_000
      messages.append(limit(.buy, 2 * step, at: middle - 5))
      messages.append(limit(.sell, 2 * step + 1, at: middle + 5))
      if step >= 20 {
        messages.append(cancel(2 * step - 40))
        messages.append(cancel(2 * step - 39))
      }
    }
    expectAgreement(messages)
  }

  @Test("Levels beyond the window are taken into it when enough come")
  func pull() {
    var messages = (UInt32(0)..<4).map { limit(.buy, $0, at: Int32($0)) }
    for id in UInt32(10)..<310 { messages.append(limit(.buy, id, at: 50_000_000 + Int32(id % 9))) }
    for id in UInt32(10)..<310 where id % 2 == 0 { messages.append(cancel(id)) }
    for id in UInt32(400)..<420 {
      messages.append(limit(.buy, id, at: 90_000_000 - 9_000_000 * Int32(id % 3)))
      if id > 405 { messages.append(cancel(id - 3)) }
    }
    messages.append(
      OrderMessage(kind: .limit, side: .sell, id: 900, price: .min, quantity: 10_000))
    expectAgreement(messages)
  }

  @Test("Hundreds of prices all over their type are exact, while they come and while they go")
  func scattered() {
    var messages: [OrderMessage] = []
    for id in UInt32(0)..<700 {
      let price = Int32(bitPattern: id &* 0x9e37_79b1)
      messages.append(limit(price < 0 ? .buy : .sell, id, at: price))
    }
    for id in stride(from: UInt32(0), to: 700, by: 3) { messages.append(cancel(id)) }
    messages.append(OrderMessage(kind: .limit, side: .buy, id: 900, price: .max, quantity: 600))
    messages.append(OrderMessage(kind: .limit, side: .sell, id: 901, price: .min, quantity: 1_500))
    expectAgreement(messages)
  }

  @Test(
    "Thousands of prices all over their type trade in their order", arguments: [Side.sell, .buy])
  func swept(side: Side) throws {
    var book = OrderBook()
    var log = EventLog()
    let prices = (UInt32(0)..<6_000).map { Int32(bitPattern: $0 &* 0x9e37_79b1) }
    for (id, price) in prices.enumerated() {
      try book.apply(limit(side, UInt32(id), at: price), to: &log)
    }
    let sweep = OrderMessage(
      kind: .limit, side: side.opposite, id: 9_999, price: side == .sell ? .max : .min,
      quantity: 100_000)
    try book.apply(sweep, to: &log)
    let sorted = prices.sorted()
    #expect(log.trades.map(\.price) == (side == .sell ? sorted : sorted.reversed()))
    #expect(book.counters.live == 1)
  }

  @Test("A book that outgrows its memory keeps its orders", arguments: [8, 2, 1, 0, -1])
  func growth(room: Int) throws {
    var book = OrderBook(room: room)
    var naive = NaiveBook()
    var digests = (EventDigest(), EventDigest())
    var messages: [OrderMessage] = []
    for id in UInt32(0)..<300 {
      messages.append(limit(id % 2 == 0 ? .buy : .sell, id, at: id % 2 == 0 ? 10 : 20))
    }
    for id in stride(from: UInt32(0), to: 300, by: 5) { messages.append(cancel(id)) }
    for message in messages {
      try book.apply(message, to: &digests.0)
      try naive.apply(message, to: &digests.1)
    }
    #expect(digests.0 == digests.1)
    for side in Side.allCases {
      #expect(book.orders(side) == naive.orders(side))
      #expect(book.levels(side) == naive.levels(side))
    }
  }
}
