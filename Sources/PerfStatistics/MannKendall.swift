internal import Glibc

/// A monotone trend over the order of values.
public struct Trend: Sendable, Hashable {
  /// Sen's slope, the median of all (x_j - x_i)/(j - i), i < j, in the unit of the values a step.
  public var slope: Double
  /// Kendall's S, the number of rising pairs less that of falling ones.
  public var statistic: Int
  /// How much autocorrelation widens the variance of S, at least 1.
  public var widening: Double
  /// The two-sided probability of so large an S without a trend.
  public var pValue: Double
}

/// The Mann-Kendall test for a trend, with the variance of Hamed & Rao (1998) for autocorrelated
/// values and Sen's slope (1968); nil of fewer than 4 values, or if one is not finite.
///
/// The variance n(n-1)(2n+5)/18, less ties, is multiplied by 1 + 2/(n(n-1)(n-2)) times the sum of
/// (n-i)(n-i-1)(n-i-2) r_i, r_i the autocorrelations of the ranks of what remains after the slope is
/// taken away, where they exceed 1.96/sqrt n; lags up to 10 log10 n (Box & Jenkins), and never less
/// than 1. S is moved one step towards 0. O(64 n log n).
public func mannKendall(_ values: Span<Double>) -> Trend? {
  let count = values.count
  guard count >= 4 else { return nil }
  for index in values.indices where !values[index].isFinite { return nil }
  let n = Double(count)
  let pairs = count * (count - 1) / 2
  let order = PairOrder(values, slope: 0)
  let statistic = pairs - 2 * order.atMost + order.equal
  let slope = SenSlopes(values, order).median
  let widening = autocorrelationWidening(values, slope: slope)
  let plain = (n * (n - 1) * (2 * n + 5) - tieTerm(values)) / 18
  let deviation = (plain * widening).squareRoot()
  let moved = Double(max(0, abs(statistic) - 1))
  let p = deviation > 0 ? min(1, 2 * StandardNormal.upperTail(moved / deviation)) : 1
  return Trend(slope: slope, statistic: statistic, widening: widening, pValue: p)
}

private func autocorrelationWidening(_ values: Span<Double>, slope: Double) -> Double {
  let count = values.count
  let rest = [Double](capacity: count) { output in
    for index in 0..<count { output.append(values[index] - slope * Double(index)) }
  }
  guard let ranks = averageRanks(rest.span) else { return 1 }
  let n = Double(count)
  var sum = 0.0
  for lag in stride(from: 1, through: min(count - 3, Int(10 * log10(n))), by: 1) {
    let r = autocorrelation(ranks.span, lag: lag)
    let i = Double(lag)
    if abs(r) > 1.959963984540054 / n.squareRoot() {
      sum += (n - i) * (n - i - 1) * (n - i - 2) * r
    }
  }
  return max(1, 1 + 2 * sum / (n * (n - 1) * (n - 2)))
}

/// The sum of t(t-1)(2t+5) over groups of t equal values.
func tieTerm(_ values: Span<Double>) -> Double {
  guard let sorted = sortedCopy(values) else { return 0 }
  var sum = 0.0
  var begin = 0
  while begin < sorted.count {
    var end = begin + 1
    while end < sorted.count, sorted[end] == sorted[begin] { end += 1 }
    let t = Double(end - begin)
    sum += t * (t - 1) * (2 * t + 5)
    begin = end
  }
  return sum
}
