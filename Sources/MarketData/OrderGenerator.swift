public import OrderBook

/// Makes an endless valid order flow around a given number of live orders.
///
/// The first `live` messages fill the book with passive orders; the mix follows. The generator
/// applies its own messages to a book, so it names live orders only. The shares of adds and
/// cancels lean by up to 100 thousandths each towards the number of live orders asked for.
/// Every aspect has a random sequence of its own, all derived from the seed.
public struct OrderGenerator: ~Copyable {
  /// The digest of the trades made by the messages so far.
  public private(set) var digest = TradeDigest()

  let mix: Mix
  let target: Int
  let depth: UInt64
  var book = OrderBook()
  var candidates: [UInt32] = []
  var nextID: UInt32 = 1
  var kinds: SplitMix64
  var sides: SplitMix64
  var prices: SplitMix64
  var quantities: SplitMix64
  var choices: SplitMix64

  static let openingPrice: Int64 = 1_000_000

  /// Makes a generator that has given nothing yet.
  public init(mix: Mix, live: Int, seed: UInt64) {
    self.mix = mix
    target = live
    depth =
      switch mix.depth {
      case .scaled: max(UInt64(2.5 * Double(live).squareRoot()), 1)
      case .ticks(let ticks): UInt64(ticks)
      }
    var seeds = SplitMix64(seed: seed)
    kinds = SplitMix64(seed: seeds.next())
    sides = SplitMix64(seed: seeds.next())
    prices = SplitMix64(seed: seeds.next())
    quantities = SplitMix64(seed: seeds.next())
    choices = SplitMix64(seed: seeds.next())
  }

  /// What the generator's book has seen and holds.
  public var counters: BookCounters { book.counters }

  /// The next message; at most 2^32 - 1 orders can be made.
  public mutating func next() -> OrderMessage {
    let message = book.counters.messages < target ? passive(.limit, id: newID()) : draw()
    do throws(OrderRejection) {
      try book.apply(message, to: &digest)
    } catch {
      preconditionFailure("the generator made an invalid message: \(error)")
    }
    if message.kind == .limit && book.order(message.id) != nil { candidates.append(message.id) }
    return message
  }

  /// The next messages in one array.
  public mutating func next(_ count: Int) -> [OrderMessage] {
    var messages: [OrderMessage] = []
    messages.reserveCapacity(count)
    for _ in 0..<count { messages.append(next()) }
    return messages
  }
}
