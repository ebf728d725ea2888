/// A second order book, written to be obviously right: one array in order of arrival, searched
/// from end to end for everything.
public struct NaiveBook: MatchingBook {
  private var resting: [RestingOrder] = []
  private var tally = BookCounters()

  /// Makes an empty book.
  public init() {}

  /// What the book has seen and holds.
  public var counters: BookCounters {
    var counters = tally
    counters.live = UInt64(resting.count)
    return counters
  }

  /// Applies one message and hands what happens to `sink`, in order.
  public mutating func apply<Sink: TradeSink>(
    _ message: OrderMessage, to sink: inout Sink
  ) throws(OrderRejection) {
    let place = resting.firstIndex { $0.id == message.id }
    let enters = message.kind == .limit || message.kind == .move
    if enters && message.quantity == 0 { throw .zeroQuantity(id: message.id) }
    if message.kind == .limit && place != nil { throw .duplicateID(message.id) }
    tally.messages += 1
    func tell(_ kind: Acknowledgement.Kind, price: Int32, quantity: UInt32) {
      sink.receive(Acknowledgement(kind, id: message.id, price: price, quantity: quantity))
    }
    switch (message.kind, place) {
    case (.limit, _):
      enter(message, to: &sink)
    case (let kind, nil):
      tally.orphans += 1
      tell(.orphan, price: Int32(kind.rawValue), quantity: 0)
    case (.cancel, let place?):
      let order = resting.remove(at: place)
      tell(.cancelled, price: order.price, quantity: order.quantity)
    case (.reduce, let place?):
      let taken = min(message.quantity, resting[place].quantity)
      resting[place].quantity -= taken
      tell(.reduced, price: resting[place].price, quantity: resting[place].quantity)
      if resting[place].quantity == 0 { resting.remove(at: place) }
    case (.move, let place?):
      let order = resting.remove(at: place)
      tell(.cancelled, price: order.price, quantity: order.quantity)
      enter(message, to: &sink)
    }
  }

  private mutating func enter<Sink: TradeSink>(_ message: OrderMessage, to sink: inout Sink) {
    var incoming = RestingOrder(
      id: message.id, side: message.side, price: message.price, quantity: message.quantity)
    while incoming.quantity > 0, let place = firstMaker(for: incoming) {
      let maker = resting[place]
      let quantity = min(maker.quantity, incoming.quantity)
      incoming.quantity -= quantity
      resting[place].quantity -= quantity
      if resting[place].quantity == 0 { resting.remove(at: place) }
      tally.trades += 1
      tally.volume += UInt64(quantity)
      sink.receive(
        Trade(maker: maker.id, taker: incoming.id, price: maker.price, quantity: quantity))
    }
    if incoming.quantity > 0 { resting.append(incoming) }
    sink.receive(
      Acknowledgement(
        incoming.quantity > 0 ? .rested : .filled, id: incoming.id, price: incoming.price,
        quantity: incoming.quantity))
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
}

extension NaiveBook {
  /// The live order of that id.
  public func order(_ id: UInt32) -> RestingOrder? { resting.first { $0.id == id } }

  /// The best price of a side, in ticks.
  public func bestPrice(_ side: Side) -> Int32? { orders(side).first?.price }

  /// The price levels of a side, the best first.
  public func levels(_ side: Side) -> [PriceLevel] {
    var levels: [PriceLevel] = []
    for order in orders(side) {
      if levels.last?.price != order.price {
        levels.append(PriceLevel(price: order.price, quantity: 0, orders: 0))
      }
      levels[levels.count - 1].quantity += UInt64(order.quantity)
      levels[levels.count - 1].orders += 1
    }
    return levels
  }

  /// The orders of a side in the order in which they would trade.
  public func orders(_ side: Side) -> [RestingOrder] {
    let own = resting.enumerated().filter { $0.element.side == side }
    return own.sorted { a, b in
      if a.element.price == b.element.price { return a.offset < b.offset }
      return (a.element.price > b.element.price) == (side == .buy)
    }.map(\.element)
  }
}
