/// The 64-bit digest of a sequence of trades: equal trades in equal order give equal digests.
public struct TradeDigest: TradeSink, Hashable, Sendable {
  /// The digest so far; `0xcbf29ce484222325` before the first trade.
  public private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  /// Makes the digest of no trades.
  public init() {}

  /// Mixes in a trade: both ids, then price and quantity.
  public mutating func receive(_ trade: Trade) {
    mix(UInt64(trade.maker) << 32 | UInt64(trade.taker))
    mix(UInt64(UInt32(bitPattern: trade.price)) << 32 | UInt64(trade.quantity))
  }

  private mutating func mix(_ word: UInt64) {
    value ^= word
    value = value &* 0x100_0000_01b3
    value ^= value >> 29
  }
}

extension TradeDigest: CustomStringConvertible {
  /// The digest as 16 lower-case hexadecimal digits.
  public var description: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
