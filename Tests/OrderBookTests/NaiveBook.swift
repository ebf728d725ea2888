import OrderBook

/// A second order book, written to be obviously right: one array in order of arrival, searched
/// from end to end for everything.
struct NaiveBook {
  var resting: [RestingOrder] = []
  var trades: [Trade] = []
  var messages: UInt64 = 0
  var orphans: UInt64 = 0

  var counters: BookCounters {
    var counters = BookCounters()
    counters.messages = messages
    counters.trades = UInt64(trades.count)
    counters.volume = trades.reduce(0) { $0 + UInt64($1.quantity) }
    counters.live = UInt64(resting.count)
    counters.orphans = orphans
    return counters
  }

  mutating func apply(_ message: OrderMessage) throws(OrderRejection) {
    let place = resting.firstIndex { $0.id == message.id }
    let enters = message.kind == .limit || message.kind == .move
    if enters && message.quantity == 0 { throw .zeroQuantity(id: message.id) }
    if message.kind == .limit && place != nil { throw .duplicateID(message.id) }
    messages += 1
    switch (message.kind, place) {
    case (.limit, _):
      enter(message)
    case (_, nil):
      orphans += 1
    case (.cancel, let place?):
      resting.remove(at: place)
    case (.reduce, let place?):
      if message.quantity >= resting[place].quantity {
        resting.remove(at: place)
      } else {
        resting[place].quantity -= message.quantity
      }
    case (.move, let place?):
      resting.remove(at: place)
      enter(message)
    }
  }

  private mutating func enter(_ message: OrderMessage) {
    var incoming = RestingOrder(
      id: message.id, side: message.side, price: message.price, quantity: message.quantity)
    while incoming.quantity > 0, let place = firstMaker(for: incoming) {
      let maker = resting[place]
      let quantity = min(maker.quantity, incoming.quantity)
      trades.append(
        Trade(maker: maker.id, taker: incoming.id, price: maker.price, quantity: quantity))
      incoming.quantity -= quantity
      resting[place].quantity -= quantity
      if resting[place].quantity == 0 { resting.remove(at: place) }
    }
    if incoming.quantity > 0 { resting.append(incoming) }
  }

  /// Of the orders that would trade, the earliest of those with the best price.
  private func firstMaker(for order: RestingOrder) -> Int? {
    var best: Int?
    for (place, other) in resting.enumerated() where other.side != order.side {
      let agrees = order.side == .buy ? other.price <= order.price : other.price >= order.price
      guard agrees else { continue }
      guard let current = best else {
        best = place
        continue
      }
      let price = resting[current].price
      if order.side == .buy ? other.price < price : other.price > price { best = place }
    }
    return best
  }

  /// The orders of a side in the order in which they would trade.
  func orders(_ side: Side) -> [RestingOrder] {
    let own = resting.enumerated().filter { $0.element.side == side }
    return own.sorted { a, b in
      if a.element.price == b.element.price { return a.offset < b.offset }
      return (a.element.price > b.element.price) == (side == .buy)
    }.map(\.element)
  }
}
