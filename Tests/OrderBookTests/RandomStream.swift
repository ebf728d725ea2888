import OrderBook

/// Small random streams full of every kind of record, orphans and refused messages included.
struct RandomStream {
  private var state: UInt64

  /// A few ids and prices, so that orders meet; each stream has its own range of both.
  static func messages(seed: UInt64, count: Int) -> [OrderMessage] {
    var random = RandomStream(state: seed &* 0x9e37_79b9_7f4a_7c15 | 1)
    let ids = 3 + random.below(40)
    let prices = 1 + random.below(12)
    let extreme = random.below(4) == 0
    return (0..<count).map { _ in random.message(ids: ids, prices: prices, extreme: extreme) }
  }

  private mutating func message(ids: UInt64, prices: UInt64, extreme: Bool) -> OrderMessage {
    let kinds: [OrderMessage.Kind] = [.limit, .limit, .limit, .limit, .cancel, .reduce, .move]
    var price = 100 + Int32(below(prices))
    var quantity = UInt32(below(9))
    if extreme && below(8) == 0 { price = [Int32.min, -1, 0, Int32.max][Int(below(4))] }
    if extreme && below(8) == 0 { quantity = UInt32.max - UInt32(below(3)) }
    return OrderMessage(
      kind: kinds[Int(below(7))], side: below(2) == 0 ? .buy : .sell,
      id: scattered(below(ids), extreme: extreme), price: price, quantity: quantity)
  }

  /// Ids from 0 up, or such that crowd around the two ends of the book's hash table: the factor
  /// is the inverse of the one it hashes with.
  private func scattered(_ id: UInt64, extreme: Bool) -> UInt32 {
    extreme ? (UInt32(id) &- 6) &* 0x0e8b_2f51 : UInt32(id)
  }

  /// Marsaglia's xorshift64.
  private mutating func below(_ bound: UInt64) -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return (state >> 11) % bound
  }
}
