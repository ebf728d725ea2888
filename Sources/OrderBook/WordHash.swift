/// The running 64-bit hash of words that the digests are made of.
@usableFromInline
struct WordHash: Hashable, Sendable {
  @usableFromInline var value: UInt64 = 0xcbf2_9ce4_8422_2325

  @inlinable
  init() {}

  @inlinable
  mutating func mix(_ word: UInt64) {
    value ^= word
    value = value &* 0x100_0000_01b3
    value ^= value >> 29
  }

  @inlinable
  mutating func mix(_ trade: Trade) {
    mix(UInt64(trade.maker) << 32 | UInt64(trade.taker))
    mix(UInt64(UInt32(bitPattern: trade.price)) << 32 | UInt64(trade.quantity))
  }

  /// The hash as 16 lower-case hexadecimal digits.
  var description: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
