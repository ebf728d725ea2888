internal import PerfStatistics

extension Histogram {
  /// A percentile, or how many values it would have needed.
  public enum Percentile: Sendable, Hashable {
    /// The largest value that counts as the same as the one of that rank.
    case value(UInt64)
    /// Too few values: fewer than `needed` miss the tail with more than 5 % probability.
    case notEstimable(count: UInt64, needed: Int)
  }

  /// The value of rank ceil(n p), if there are enough values for it (rule 12 of
  /// `perfkit-verdict/1`).
  public func percentile(_ fraction: Double) -> Percentile {
    let needed = samplesNeeded(forPercentile: fraction)
    guard count >= needed else { return .notEstimable(count: count, needed: needed) }
    return .value(value(ofRank: rank(of: fraction)))
  }

  /// The rank ceil(n p) of a percentile, from 1.
  func rank(of fraction: Double) -> UInt64 { UInt64(nearestRank(count: Int(count), fraction)) }

  /// The largest value that counts as the same as the one of a rank, from 1.
  func value(ofRank rank: UInt64) -> UInt64 {
    var seen: UInt64 = 0
    for (index, times) in counts.enumerated() where times > 0 {
      seen += times
      if seen >= rank { return min(Self.lastValue(at: index), max(greatest, least)) }
    }
    return greatest
  }

  /// The mean of the values as the histogram keeps them, each at the middle of its slot.
  public var mean: Double {
    guard count > 0 else { return 0 }
    return sum { Double($0) * $1 } / Double(count)
  }

  /// The standard deviation of the values as the histogram keeps them.
  public var standardDeviation: Double {
    guard count > 0 else { return 0 }
    let center = mean
    return (sum { Double($0) * ($1 - center) * ($1 - center) } / Double(count)).squareRoot()
  }

  private func sum(_ term: (_ times: UInt64, _ middle: Double) -> Double) -> Double {
    var sum = 0.0
    for (index, times) in counts.enumerated() where times > 0 {
      sum += term(times, Double(Self.middle(at: index)))
    }
    return sum
  }

  /// The middle of a slot, as HdrHistogram takes it.
  private static func middle(at index: Int) -> UInt64 {
    let first = value(at: index)
    return first + (lastValue(at: index) - first + 1) / 2
  }
}
