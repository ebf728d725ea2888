/// The lots that an account bought and has not sold, or the other way round, and what came of the
/// others: the oldest are given up first.
struct OpenLots: Sendable {
  private struct Lot: Sendable {
    let price: Int32
    /// Below zero of lots sold.
    var quantity: Int64
  }

  private var lots: [Lot] = []
  /// The oldest lot that is open.
  private var first = 0
  /// What was gained by those given up.
  private(set) var realized: Int128 = 0

  mutating func fill(_ side: Side, price: Int32, quantity: UInt32) {
    var rest = Int64(quantity)
    while rest > 0, first < lots.count, (lots[first].quantity < 0) == (side == .buy) {
      let lot = lots[first]
      let closed = min(rest, abs(lot.quantity))
      realized +=
        Int128(closed * lot.quantity.signum()) * (Int128(price) - Int128(lot.price))
      lots[first].quantity -= closed * lot.quantity.signum()
      rest -= closed
      if lots[first].quantity == 0 { first += 1 }
    }
    if first > lots.count / 2 {
      lots.removeSubrange(..<first)
      first = 0
    }
    if rest > 0 { lots.append(Lot(price: price, quantity: side == .buy ? rest : -rest)) }
  }

  /// What would be gained by giving up the open ones at a price.
  func unrealized(at price: Int32) -> Int128 {
    lots[first...].reduce(0) {
      $0 + Int128($1.quantity) * (Int128(price) - Int128($1.price))
    }
  }
}
