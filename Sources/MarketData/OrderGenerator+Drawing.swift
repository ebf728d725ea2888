internal import OrderBook

extension OrderGenerator {
  /// Draws a message by the shares of the mix; an empty book always gets a passive order.
  mutating func draw() -> OrderMessage {
    var roll = Int(kinds.below(1000))
    let add = mix.add + lean()
    if roll < add { return passive(.limit, id: newID()) }
    roll -= add
    if roll < mix.take { return marketable(.limit, id: newID(), side: side()) }
    roll -= mix.take
    guard let at = choose(), let order = book.order(candidates[at]) else {
      return passive(.limit, id: newID())
    }
    if roll < mix.move { return move(order) }
    roll -= mix.move
    if roll < mix.reduce {
      let quantity = 1 + UInt32(quantities.below(UInt64(order.quantity)))
      return OrderMessage(
        kind: .reduce, side: order.side, id: order.id, price: order.price, quantity: quantity)
    }
    candidates.swapAt(at, candidates.count - 1)
    candidates.removeLast()
    return OrderMessage(kind: .cancel, side: order.side, id: order.id, price: 0, quantity: 0)
  }

  /// What adds gain and cancels lose, in thousandths.
  private func lean() -> Int {
    let most = min(100, mix.add, mix.cancel)
    let missing = target - Int(book.counters.live)
    return min(max(missing * 500 / max(target, 1), -most), most)
  }

  /// The place of a live order among the candidates; those found dead are dropped on the way.
  private mutating func choose() -> Int? {
    while !candidates.isEmpty {
      let at = Int(choices.below(UInt64(candidates.count)))
      if book.order(candidates[at]) != nil { return at }
      candidates.swapAt(at, candidates.count - 1)
      candidates.removeLast()
    }
    return nil
  }

  private mutating func move(_ order: RestingOrder) -> OrderMessage {
    if kinds.below(1000) < mix.crossingMoves {
      return marketable(.move, id: order.id, side: order.side.opposite)
    }
    return passive(.move, id: order.id, side: order.side)
  }

  mutating func passive(_ kind: OrderMessage.Kind, id: UInt32) -> OrderMessage {
    passive(kind, id: id, side: side())
  }

  /// An order that rests: better prices are more likely, none reaches the best opposite price.
  private mutating func passive(
    _ kind: OrderMessage.Kind, id: UInt32, side: Side
  ) -> OrderMessage {
    let distance = 1 + Int64(min(prices.below(depth), prices.below(depth)))
    let touch = book.bestPrice(side.opposite).map(Int64.init) ?? Self.openingPrice
    return OrderMessage(
      kind: kind, side: side, id: id,
      price: Int32(clamping: side == .buy ? touch - distance : touch + distance),
      quantity: 1 + UInt32(quantities.below(100)))
  }

  /// An order that trades if anything rests on the other side.
  private mutating func marketable(
    _ kind: OrderMessage.Kind, id: UInt32, side: Side
  ) -> OrderMessage {
    guard let best = book.bestPrice(side.opposite) else { return passive(kind, id: id, side: side) }
    let slip = Int64(prices.below(mix.reach))
    return OrderMessage(
      kind: kind, side: side, id: id,
      price: Int32(clamping: Int64(best) + (side == .buy ? slip : -slip)),
      quantity: 1 + UInt32(quantities.below(appetite())))
  }

  private mutating func appetite() -> UInt64 {
    switch mix.appetite {
    case .usual: 100
    case .sweeping: quantities.below(8) == 0 ? 800 : 20
    }
  }

  private mutating func side() -> Side { sides.below(2) == 0 ? .buy : .sell }

  mutating func newID() -> UInt32 {
    defer { nextID += 1 }
    return nextID
  }
}
