/// The generator SplitMix64 (Steele, Lea & Flood 2014), used to spread a seed.
public struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// Starts from any seed.
  public init(seed: UInt64) { state = seed }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }
}

/// The generator xoshiro256** 1.0 (Blackman & Vigna 2021): the same numbers from the same seed, on
/// every machine and in every version.
public struct Xoshiro256: RandomNumberGenerator, Sendable {
  private var s0: UInt64
  private var s1: UInt64
  private var s2: UInt64
  private var s3: UInt64

  /// Starts from any seed, spread by ``SplitMix64``.
  public init(seed: UInt64) {
    var spread = SplitMix64(seed: seed)
    s0 = spread.next()
    s1 = spread.next()
    s2 = spread.next()
    s3 = spread.next()
  }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    let product = s1 &* 5
    let result = (product << 7 | product >> 57) &* 9
    let shifted = s1 << 17
    s2 ^= s0
    s3 ^= s1
    s1 ^= s2
    s0 ^= s3
    s2 ^= shifted
    s3 = s3 << 45 | s3 >> 19
    return result
  }

  /// A whole number from 0 to `bound` - 1, without bias (Lemire 2019); `bound` is above 0.
  public mutating func index(below bound: Int) -> Int {
    let size = UInt64(bound)
    var product = next().multipliedFullWidth(by: size)
    if product.low < size {
      let threshold = (0 &- size) % size
      while product.low < threshold { product = next().multipliedFullWidth(by: size) }
    }
    return Int(product.high)
  }

  /// A number strictly between 0 and 1, an odd multiple of 2^-53.
  public mutating func unit() -> Double {
    (Double(next() >> 12) + 0.5) * 0x1p-52
  }

  /// A standard normal number, by inversion.
  public mutating func normal() -> Double { StandardNormal.quantile(unit()) }
}
