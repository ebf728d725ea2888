/// The SplitMix64 pseudo-random generator (Steele, Lea and Flood, 2014).
///
/// A seed gives the same numbers on every machine and with every version of Swift.
public struct SplitMix64: Sendable {
  private var state: UInt64

  /// Makes a generator; every seed is a good one.
  public init(seed: UInt64) {
    state = seed
  }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  /// A number from 0 up to, not including, `bound`, which is at least 1.
  ///
  /// Takes the high half of a product, so that values differ in frequency by at most
  /// `bound` in 2^64.
  public mutating func below(_ bound: UInt64) -> UInt64 {
    next().multipliedFullWidth(by: bound).high
  }
}
