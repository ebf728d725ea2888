/// Small random streams full of every kind of record, orphans and refused messages included.
public struct RandomStream: Sendable {
  private var state: UInt64
  private let ids: UInt64
  private let prices: UInt64
  private let manner: Manner

  /// How the ids, prices and quantities of a stream are chosen.
  private enum Manner {
    /// A few near each other.
    case plain
    /// Now and then the ends of a type's range; ids all over theirs.
    case extreme
    /// A few prices, each anywhere in the range of the type, and a few near each other.
    case scattered
  }

  private init(seed: UInt64) {
    state = seed &* 0x9e37_79b9_7f4a_7c15 | 1
    var first = RandomStream(state: state)
    ids = 3 + first.below(40)
    prices = 1 + first.below(12)
    manner = [.plain, .plain, .extreme, .scattered][Int(first.below(4))]
    state = first.state
  }

  private init(state: UInt64) {
    self.state = state
    ids = 0
    prices = 0
    manner = .plain
  }

  /// Messages with a few ids and prices, so that orders meet; each seed has its own range of both.
  public static func messages(seed: UInt64, count: Int) -> [OrderMessage] {
    var random = RandomStream(seed: seed)
    return (0..<count).map { _ in random.message() }
  }

  private mutating func message() -> OrderMessage {
    let kinds: [OrderMessage.Kind] = [.limit, .limit, .limit, .limit, .cancel, .reduce, .move]
    return OrderMessage(
      kind: kinds[Int(below(7))], side: below(2) == 0 ? .buy : .sell, id: id(), price: price(),
      quantity: manner == .extreme && below(8) == 0
        ? UInt32.max - UInt32(below(3)) : UInt32(below(9)))
  }

  private mutating func price() -> Int32 {
    let near = 100 + Int32(below(prices))
    switch manner {
    case .plain: return near
    case .extreme: return below(8) == 0 ? [Int32.min, -1, 0, Int32.max][Int(below(4))] : near
    case .scattered: return below(2) == 0 ? near : near &* 0x3504_f333
    }
  }

  /// Ids from 0 up, scattered over the type, or from its end down.
  private mutating func id() -> UInt32 {
    let id = UInt32(below(ids))
    switch manner {
    case .plain: return id
    case .extreme: return (id &- 6) &* 0xfe1d_e5b5
    case .scattered: return .max - id
    }
  }

  /// Marsaglia's xorshift64.
  private mutating func below(_ bound: UInt64) -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return (state >> 11) % bound
  }
}
