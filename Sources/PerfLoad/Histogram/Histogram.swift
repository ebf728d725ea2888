/// A histogram of nanoseconds (or any whole numbers) that keeps three significant digits from 1 to
/// an hour: the layout of HdrHistogram.
public struct Histogram: Sendable, Hashable {
  /// The largest value that is told from others.
  public static let highest: UInt64 = 3_600_000_000_000
  /// Significant decimal digits.
  static let digits = 3
  /// 2^ceil(log2(2 * 10^digits)): values below are counted one by one.
  static let subBuckets = 2048
  static let halfSubBuckets = subBuckets / 2
  private static let halfBits = 10
  /// Doublings beyond `subBuckets` until `highest` is reached, and the first bucket.
  static let buckets: Int = {
    var count = 1
    var reach = UInt64(subBuckets)
    while reach <= highest {
      reach <<= 1
      count += 1
    }
    return count
  }()

  /// How often each slot was recorded.
  private(set) var counts: [UInt64]
  /// How many values were recorded.
  public private(set) var count: UInt64 = 0
  /// The smallest value, or 0 of an empty histogram.
  public private(set) var least: UInt64 = 0
  /// The largest value, or 0 of an empty histogram.
  public private(set) var greatest: UInt64 = 0
  /// How many values above `highest` were recorded as `highest`.
  public private(set) var saturated: UInt64 = 0

  /// Makes an empty histogram.
  public init() {
    counts = [UInt64](repeating: 0, count: (Self.buckets + 1) * Self.halfSubBuckets)
  }

  /// Records a value, perhaps several times.
  public mutating func record(_ value: UInt64, times: UInt64 = 1) {
    guard times > 0 else { return }
    if value > Self.highest { saturated += times }
    let value = min(value, Self.highest)
    counts[Self.index(of: value)] += times
    least = count == 0 ? value : min(least, value)
    greatest = max(greatest, value)
    count += times
  }

  /// Adds what another histogram holds.
  public mutating func merge(_ other: Histogram) {
    guard other.count > 0 else { return }
    for (index, times) in other.counts.enumerated() where times > 0 { counts[index] += times }
    least = count == 0 ? other.least : min(least, other.least)
    greatest = max(greatest, other.greatest)
    count += other.count
    saturated += other.saturated
  }

  /// What a closed loop would have measured had it kept sending every `interval`: each value above
  /// it is joined by those of the operations it held up, `value - interval`, and so on.
  ///
  /// Only an approximation of an open loop, for measurements that were not one.
  public func corrected(forInterval interval: UInt64) -> Histogram {
    var result = self
    guard interval > 0 else { return result }
    for (index, times) in counts.enumerated() where times > 0 {
      var value = Self.lastValue(at: index)
      while value >= 2 * interval {
        value -= interval
        result.record(value, times: times)
      }
    }
    return result
  }

  /// The slot of a value.
  static func index(of value: UInt64) -> Int {
    let bucket = 64 - (value | UInt64(subBuckets - 1)).leadingZeroBitCount - (halfBits + 1)
    let sub = Int(value >> UInt64(bucket))
    return ((bucket + 1) << halfBits) + sub - halfSubBuckets
  }

  /// The smallest value of a slot.
  static func value(at index: Int) -> UInt64 {
    var bucket = (index >> halfBits) - 1
    var sub = (index & (halfSubBuckets - 1)) + halfSubBuckets
    if bucket < 0 {
      sub -= halfSubBuckets
      bucket = 0
    }
    return UInt64(sub) << UInt64(bucket)
  }

  /// The largest value of a slot.
  static func lastValue(at index: Int) -> UInt64 {
    let bucket = max(0, (index >> halfBits) - 1)
    return value(at: index) + (1 << UInt64(bucket)) - 1
  }
}
