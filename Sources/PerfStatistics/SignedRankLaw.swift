/// The null law of the signed-rank statistic W_k of k values without ties.
///
/// Exact up to k = 200, by f_0 = {1}, f_n(w) = (f_(n-1)(w) + f_(n-1)(w-n)) / 2 (Hollander, Wolfe &
/// Chicken, Nonparametric Statistical Methods, 3.1); beyond that normal with mean k(k+1)/4,
/// variance k(k+1)(2k+1)/24 and continuity 1/2.
public struct SignedRankLaw: Sendable {
  /// The largest number of values with an exact law.
  public static let exactCount = 200

  /// The number k of values.
  public let count: Int
  private let cumulatives: [Double]

  /// Tabulates the law of `count` values, at least 0, in O(k^3).
  public init(count: Int) {
    self.count = count
    guard count <= Self.exactCount, count >= 0 else {
      cumulatives = []
      return
    }
    let largest = count * (count + 1) / 2
    var law = [Double](repeating: 0, count: largest + 1)
    law[0] = 1
    var reached = 0
    for n in stride(from: 1, through: count, by: 1) {
      reached += n
      for w in stride(from: reached, through: 0, by: -1) {
        law[w] = (law[w] + (w >= n ? law[w - n] : 0)) / 2
      }
    }
    for w in stride(from: 1, through: largest, by: 1) { law[w] += law[w - 1] }
    cumulatives = law
  }

  /// P(W <= w).
  public func cumulative(_ w: Int) -> Double {
    guard w >= 0 else { return 0 }
    guard w < count * (count + 1) / 2 else { return 1 }
    guard cumulatives.isEmpty else { return cumulatives[w] }
    let k = Double(count)
    let deviation = (k * (k + 1) * (2 * k + 1) / 24).squareRoot()
    return StandardNormal.cumulative((Double(w) + 0.5 - k * (k + 1) / 4) / deviation)
  }

  /// The largest w with P(W <= w) <= level; nil if there is none.
  public func critical(_ level: Double) -> Int? {
    var low = 0
    var high = count * (count + 1) / 2 + 1
    while low < high {
      let middle = low + (high - low) / 2
      if cumulative(middle) <= level { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? nil : low - 1
  }
}
