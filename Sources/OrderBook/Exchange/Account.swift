/// What an account may do; amounts are in ticks x lots.
public struct AccountLimits: Hashable, Sendable, BitwiseCopyable {
  /// The greatest position in lots, long or short, that fills of all open orders can lead to.
  public var position = Int64.max / 4
  /// The greatest sum of price x quantity over all open orders.
  public var notional = Int64.max / 4
  /// The most new orders and replacements in a second of the requests' clock.
  public var rate = UInt32.max
  /// The most that equity may have fallen from its peak for the account to enter orders.
  public var drawdown = Int64.max / 4

  /// Makes limits that nothing reaches.
  public init() {}
}

/// The state of an account; amounts are in ticks x lots.
public struct Account: Hashable, Sendable, BitwiseCopyable {
  /// What was paid in.
  public let deposit: Int64
  /// What it may do.
  public var limits: AccountLimits
  /// The cash, reserves included.
  public var cash: Int128
  /// The cash set aside for open buy orders: price x quantity and the taker's fee of it.
  public var reserved: Int128 = 0
  /// The fees paid.
  public var fees: Int128 = 0
  /// The sum of price x quantity over its open orders.
  public var openNotional: Int128 = 0
  /// The lots bought less those sold.
  public var position: Int64 = 0
  /// The lots of its open buy orders.
  public var openBuys: Int64 = 0
  /// The lots of its open sell orders.
  public var openSells: Int64 = 0
  /// The greatest equity seen at one of its requests.
  public var peak: Int128
  @usableFromInline var second: UInt64 = 0
  @usableFromInline var requests: UInt32 = 0

  init(deposit: Int64, limits: AccountLimits) {
    self.deposit = deposit
    self.limits = limits
    cash = Int128(deposit)
    peak = Int128(deposit)
  }

  /// Cash and the position at a price.
  @inlinable
  public func equity(at price: Int32) -> Int128 { cash &+ Int128(position) &* Int128(price) }
}

/// What holds for all accounts of an exchange.
public struct ExchangeRules: Hashable, Sendable {
  /// What happens when an order meets one of its own account.
  public enum SelfTrade: Sendable {
    /// They trade.
    case allow
    /// The resting order is cancelled, and the incoming one goes on.
    case cancelResting
    /// What is left of the incoming order is cancelled.
    case cancelIncoming
  }

  /// Millionths of price x quantity that the maker pays, rounded down.
  public var makerFee: Int64 = 100
  /// Millionths of price x quantity that the taker pays, rounded down; not below the maker's.
  public var takerFee: Int64 = 300
  /// How far beyond the best price a market order may trade, in ticks.
  public var collar: Int32 = 1_000
  /// What happens when an order meets one of its own account.
  public var selfTrade = SelfTrade.cancelResting

  /// Makes the usual rules.
  public init() {}
}
