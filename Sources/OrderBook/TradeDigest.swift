/// The 64-bit digest of a sequence of trades: equal trades in equal order give equal digests.
public struct TradeDigest: TradeSink, Hashable, Sendable {
  @usableFromInline var hash = WordHash()

  /// Makes the digest of no trades.
  @inlinable
  public init() {}

  /// The digest so far; `0xcbf29ce484222325` before the first trade.
  @inlinable
  public var value: UInt64 { hash.value }

  /// Mixes in a trade: both ids, then price and quantity.
  @inlinable
  public mutating func receive(_ trade: Trade) { hash.mix(trade) }
}

extension TradeDigest: CustomStringConvertible {
  /// The digest as 16 lower-case hexadecimal digits.
  public var description: String { hash.description }
}
