/// Takes the trades of a book in the order in which they happen.
public protocol TradeSink {
  /// Takes the next trade.
  mutating func receive(_ trade: Trade)
}
