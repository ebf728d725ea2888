/// The M = k(k+1)/2 averages (y_i + y_j)/2, i <= j, of a sample, which are counted and selected
/// from but never stored.
///
/// Values must be finite and below 8.9e307 in magnitude.
public struct WalshAverages: Sendable {
  private let sorted: [Double]

  /// Takes a sample in any order; nil if it is empty or a value is NaN or infinite.
  public init?(_ values: Span<Double>) {
    guard let sorted = sortedCopy(values), let first = sorted.first, let last = sorted.last,
      first.isFinite, last.isFinite
    else { return nil }
    self.sorted = sorted
  }

  /// The size k of the sample.
  public var sampleCount: Int { sorted.count }

  /// The number M of averages.
  public var count: Int { sorted.count * (sorted.count + 1) / 2 }

  /// How many averages are at most `limit`, in O(k).
  public func count(atMost limit: Double) -> Int { count { $0 <= limit } }

  /// How many averages are at least `limit`, in O(k).
  public func count(atLeast limit: Double) -> Int { count - count { $0 < limit } }

  /// The average of a rank from 1 to M, in O(64 k).
  public func value(rank: Int) -> Double {
    selectOrdered(rank: rank, from: sorted[0], through: sorted[sorted.count - 1]) {
      count(atMost: $0)
    }
  }

  /// The median of the averages, which is the Hodges-Lehmann estimate.
  public var median: Double {
    let low = value(rank: (count + 1) / 2)
    return count % 2 == 1 ? low : (low + value(rank: count / 2 + 1)) / 2
  }

  private func count(where isLow: (Double) -> Bool) -> Int {
    var total = 0
    var end = sorted.count
    for begin in sorted.indices {
      while end > begin, !isLow((sorted[begin] + sorted[end - 1]) / 2) { end -= 1 }
      guard end > begin else { break }
      total += end - begin
    }
    return total
  }
}
