/// What an order flow is made of; shares are in thousandths of the messages and add up to 1000.
public struct Mix: Hashable, Sendable {
  /// How far below the best price passive orders spread.
  public enum Depth: Hashable, Sendable {
    /// Two and a half times the square root of the number of live orders, in ticks.
    case scaled
    /// That many ticks, at least 1.
    case ticks(UInt32)
  }

  /// The quantities of marketable orders.
  public enum Appetite: Hashable, Sendable {
    /// Like those of passive orders: 1 to 100 lots.
    case usual
    /// Seven in eight take 1 to 20 lots, one in eight takes 1 to 800 lots.
    case sweeping
  }

  /// The name that selects the mix.
  public let name: String
  /// What the mix is for, in one phrase.
  public let summary: String
  /// Passive limit orders.
  public let add: Int
  /// Limit orders that cross the best opposite price.
  public let take: Int
  /// Cancels of a live order.
  public let cancel: Int
  /// Reductions of a live order by a part or by all of it.
  public let reduce: Int
  /// Moves of a live order to a new price and quantity.
  public let move: Int
  /// Moves, in thousandths of the moves, that change sides and cross the best opposite price.
  public let crossingMoves: UInt64
  /// How passive orders spread.
  public let depth: Depth
  /// How many ticks beyond the best opposite price marketable orders may reach, at least 1.
  public let reach: UInt64
  /// How much marketable orders take.
  public let appetite: Appetite

  private init(
    _ name: String, _ summary: String, add: Int, take: Int, cancel: Int, reduce: Int = 0,
    move: Int = 0, crossingMoves: UInt64 = 0, depth: Depth = .scaled, reach: UInt64 = 4,
    appetite: Appetite = .usual
  ) {
    self.name = name
    self.summary = summary
    self.add = add
    self.take = take
    self.cancel = cancel
    self.reduce = reduce
    self.move = move
    self.crossingMoves = crossingMoves
    self.depth = depth
    self.reach = reach
    self.appetite = appetite
  }
}

extension Mix {
  /// The flow of an equity exchange, used by the scenarios.
  public static let itch = Mix(
    "itch", "47.5 % add, 3 % marketable, 44.5 % cancel, 5 % move",
    add: 475, take: 30, cancel: 445, move: 50)

  /// The same without moves, for engines that have none.
  public static let nomove = Mix(
    "nomove", "50 % add, 3 % marketable, 47 % cancel", add: 500, take: 30, cancel: 470)

  /// A flow of market makers who move their quotes.
  public static let moves = Mix(
    "moves", "9 % add, 3 % marketable, 6 % cancel, 82 % move",
    add: 90, take: 30, cancel: 60, move: 820)

  /// Much trading, some of it through many levels.
  public static let sweeps = Mix(
    "sweeps", "50 % add, 30 % marketable (1 in 8 sweeps), 20 % cancel",
    add: 500, take: 300, cancel: 200, reach: 64, appetite: .sweeping)

  /// Every order of a side at one price; cancels come from the middle of the queue.
  public static let deep = Mix(
    "deep", "the itch flow in one level a side", add: 475, take: 30, cancel: 445, move: 50,
    depth: .ticks(1), reach: 1)

  /// Sparse prices over a million ticks a side.
  public static let wide = Mix(
    "wide", "the itch flow over 1,000,000 ticks a side", add: 475, take: 30, cancel: 445, move: 50,
    depth: .ticks(1_000_000))

  /// Every type of record, with moves that change sides and trade.
  public static let every = Mix(
    "every", "40 % add, 8 % marketable, 27 % cancel, 10 % reduce, 15 % move (1 in 8 crosses)",
    add: 400, take: 80, cancel: 270, reduce: 100, move: 150, crossingMoves: 125)

  /// All mixes, in the order of the documentation.
  public static let all = [itch, nomove, moves, sweeps, deep, wide, every]

  /// The mix of that name, if there is one.
  public static func named(_ name: String) -> Mix? { all.first { $0.name == name } }
}

extension Mix: CustomStringConvertible {
  /// The mix's name.
  public var description: String { name }
}
