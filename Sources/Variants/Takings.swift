public import OrderBook

/// What was paid and got in trades, and what is held in the end.
public struct Takings<Price: PriceValue>: Sendable {
  /// What was got less what was paid.
  @usableFromInline var cash = Price.nothing
  /// Lots bought less lots sold.
  @usableFromInline var position: Int64 = 0
  /// The price of the latest trade.
  @usableFromInline var latest = Price(reading: 0)

  /// Makes takings of no trades.
  @inlinable
  public init() {}

  /// Buys or sells a quantity.
  @inlinable
  public mutating func take(_ quantity: UInt32, at price: Price, side: Side) {
    let lots = side == .buy ? Int64(quantity) : -Int64(quantity)
    price.add(times: -lots, to: &cash)
    position += lots
    latest = price
  }

  /// Profit and loss, in the currency's unit: the cash, and what is held at the latest price.
  public var profit: String {
    var profit = cash
    latest.add(times: position, to: &profit)
    return Price.text(of: profit)
  }
}
