/// The null law of the Mann-Whitney statistic U of two samples without ties.
///
/// Exact up to 100 values together; beyond that normal with mean nm/2, variance nm(n+m+1)/12 and
/// continuity 1/2.
public struct RankSumLaw: Sendable {
  /// The largest number of values of both samples together with an exact law.
  public static let exactCount = 100

  private let first: Int
  private let second: Int
  private let cumulatives: [Double]

  /// Tabulates the law of samples of `first` and `second` values, at least 0.
  public init(first: Int, second: Int) {
    self.first = first
    self.second = second
    guard first + second <= Self.exactCount else {
      cumulatives = []
      return
    }
    let size = min(first, second)
    let ways = ConditionalLaw.subsets(of: Array(0..<(first + second)), size: size)
      .dropFirst(size * (size - 1) / 2)
    let total = ways.reduce(0, +)
    var sum = 0.0
    cumulatives = ways.map { count in
      sum += count
      return sum / total
    }
  }

  /// P(U <= u).
  public func cumulative(_ u: Int) -> Double {
    guard u >= 0 else { return 0 }
    guard u < first * second else { return 1 }
    guard cumulatives.isEmpty else { return cumulatives[u] }
    let product = Double(first) * Double(second)
    let deviation = (product * Double(first + second + 1) / 12).squareRoot()
    return StandardNormal.cumulative((Double(u) + 0.5 - product / 2) / deviation)
  }

  /// The largest u with P(U <= u) <= level; nil if there is none.
  public func critical(_ level: Double) -> Int? {
    var low = 0
    var high = first * second + 1
    while low < high {
      let middle = low + (high - low) / 2
      if cumulative(middle) <= level { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? nil : low - 1
  }
}
