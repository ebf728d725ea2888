/// Everything that an exchange knows, as values: what a snapshot holds.
public struct ExchangeState: Hashable, Sendable {
  /// A live order.
  public struct Order: Hashable, Sendable {
    /// The order's number.
    public var id: UInt64
    /// Its account.
    public var account: UInt32
    /// Its limit price in ticks.
    public var price: Int32
    /// Its stop price in ticks; 0 of an order that rests.
    public var stopPrice: Int32
    /// What is left of it, in lots.
    public var quantity: UInt32
    /// Its side.
    public var side: Side
    /// Whether it must not trade when it is replaced.
    public var isPostOnly: Bool

    /// Makes an order from its parts.
    public init(
      id: UInt64, account: UInt32, price: Int32, stopPrice: Int32, quantity: UInt32, side: Side,
      isPostOnly: Bool = false
    ) {
      self.id = id
      self.account = account
      self.price = price
      self.stopPrice = stopPrice
      self.quantity = quantity
      self.side = side
      self.isPostOnly = isPostOnly
    }
  }

  /// What holds for all accounts.
  public var rules = ExchangeRules()
  /// The accounts, by number.
  public var accounts: [Account] = []
  /// The live orders: those of one price in the order of their queue, the first to trade first.
  public var orders: [Order] = []
  /// The reports so far.
  public var reports: UInt64 = 0
  /// The price of the latest trade; 0 before the first.
  public var lastPrice: Int32 = 0
  /// What was counted; the live orders are those of `orders`.
  public var counters = BookCounters()
  /// The requests rejected.
  public var rejected: UInt64 = 0

  /// Makes the state of nothing.
  public init() {}

  /// Why a state cannot be that of an exchange.
  public enum Fault: Error, Hashable, Sendable {
    /// The number of words is not that of any state.
    case size(words: Int)
    /// A word holds no value of its kind.
    case word(Int)
    /// An order, by its place, that cannot be.
    case order(Int)
  }
}

extension ExchangeState.Fault: CustomStringConvertible {
  /// One sentence without a full stop.
  public var description: String {
    switch self {
    case .size(let words): "no state has \(words) words"
    case .word(let place): "word \(place) holds no value of its kind"
    case .order(let place): "order \(place) cannot be"
    }
  }
}
