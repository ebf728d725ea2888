/// Keeps every trade it receives.
public struct TradeCollector: TradeSink, Sendable {
  /// The trades in the order in which they happened.
  public private(set) var trades: [Trade] = []

  /// Makes a collector without trades.
  public init() {}

  /// Appends a trade.
  public mutating func receive(_ trade: Trade) { trades.append(trade) }
}
