internal import Glibc

/// How often a time was measured: what a histogram holds, in nanoseconds.
public struct LatencyDistribution: Sendable, Hashable {
  /// Times that count as the same.
  public struct Slot: Sendable, Hashable {
    /// The smallest of them.
    public var least: UInt64
    /// The largest of them.
    public var most: UInt64
    /// How many there are.
    public var count: UInt64

    /// Makes a slot.
    public init(least: UInt64, most: UInt64, count: UInt64) {
      self.least = least
      self.most = most
      self.count = count
    }
  }

  /// The slots that hold something, by rising times.
  public let slots: [Slot]
  /// How many times there are.
  public let count: UInt64
  /// Where they come from.
  public var source: Figure.Source

  /// Makes a distribution.
  public init(slots: [Slot], source: Figure.Source) {
    self.slots = slots
    count = slots.reduce(0) { $0 + $1.count }
    self.source = source
  }

  /// The share of times up to which there are enough samples: a higher percentile would miss the
  /// tail with more than 5 % probability (rule 12 of `perfkit-verdict/1`).
  var estimable: Double { count > 0 ? pow(0.05, 1 / Double(count)) : 0 }

  /// The percentiles as 1/(1 - p) and microseconds, one step a slot; the longest time stands where
  /// half a sample is left.
  var percentiles: [Figure.Point] {
    let whole = Double(count)
    var seen: UInt64 = 0
    var points: [Figure.Point] = []
    for slot in slots {
      let before = 1 / (1 - Double(seen) / whole)
      seen += slot.count
      let after = whole / max(whole - Double(seen), 0.5)
      let value = max(Double(slot.most) / 1e3, 0.001)
      // Steps too small to be seen are one step.
      if let last = points.last, seen < count, after < last.x * 1.01, value < last.y * 1.01 {
        continue
      }
      points += [Figure.Point(points.last?.x ?? before, value), Figure.Point(after, value)]
    }
    return points
  }

  /// Counts by times in microseconds, in steps of equal ratio; empty steps between full ones are 0.
  func counts(perDecade steps: Int) -> [Figure.Point] {
    var bins: [Int: Double] = [:]
    for slot in slots {
      let middle = max((Double(slot.least) + Double(slot.most)) / 2, 1)
      bins[Int((log10(middle / 1e3) * Double(steps)).rounded(.down)), default: 0] +=
        Double(slot.count)
    }
    guard let first = bins.keys.min(), let last = bins.keys.max() else { return [] }
    return (first...(last + 1)).map { bin in
      Figure.Point(pow(10, Double(bin) / Double(steps)), bins[bin] ?? 0)
    }
  }
}
