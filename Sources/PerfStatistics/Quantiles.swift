internal import Glibc

/// How a quantile is read off a sorted sample.
public enum QuantileMethod: Sendable, Hashable {
  /// Interpolates linearly at position (n - 1) p: type 7 of Hyndman & Fan 1996, the default of
  /// NumPy and R.
  case linear
  /// The value of rank ceil(n p), at least 1: type 1 of Hyndman & Fan, the inverse of the
  /// empirical distribution. The result is always one of the values.
  case nearestRank
}

/// The median of a sample: the middle value, or the mean of the two middle ones; NaN when empty or
/// if a value is NaN.
public func median(_ values: Span<Double>) -> Double {
  guard let sorted = sortedCopy(values) else { return .nan }
  return medianOfSorted(sorted.span)
}

/// The p-quantile, 0 <= p <= 1, in the unit of the values; NaN when empty, if a value is NaN or if
/// p is outside its range.
public func quantile(
  _ values: Span<Double>, _ p: Double, method: QuantileMethod = .linear
) -> Double {
  guard p >= 0, p <= 1, let sorted = sortedCopy(values) else { return .nan }
  return quantileOfSorted(sorted.span, p, method: method)
}

/// The p-quantile of a sample that is already in ascending order; NaN when empty.
public func quantileOfSorted(
  _ sorted: Span<Double>, _ p: Double, method: QuantileMethod = .linear
) -> Double {
  guard !sorted.isEmpty, p >= 0, p <= 1 else { return .nan }
  switch method {
  case .linear:
    let position = Double(sorted.count - 1) * p
    let index = min(Int(position), sorted.count - 1)
    let low = sorted[index]
    let high = sorted[min(index + 1, sorted.count - 1)]
    return low == high ? low : low + (position - Double(index)) * (high - low)
  case .nearestRank:
    return sorted[nearestRank(count: sorted.count, p) - 1]
  }
}

/// The rank ceil(n p), from 1 to n; a product within four units in the last place of a whole number
/// counts as that number, so that 7 % of 100 is 7.
public func nearestRank(count: Int, _ p: Double) -> Int {
  let product = Double(count) * p
  let whole = product.rounded()
  let isWhole = abs(product - whole) <= 4 * product.ulp
  return max(1, min(count, Int(isWhole ? whole : product.rounded(.up))))
}

/// The median of values in ascending order; NaN when empty.
func medianOfSorted(_ sorted: Span<Double>) -> Double {
  guard !sorted.isEmpty else { return .nan }
  let middle = sorted.count / 2
  return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/// The size of a sample of which, with probability 1 - `miss`, one value at least lies beyond the
/// percentile: n >= ln miss / ln p (Hahn & Meeker, Statistical Intervals, 5.3); 299 for p = 0.99.
///
/// `p` lies between 0 and 1.
public func samplesNeeded(forPercentile p: Double, miss: Double = 0.05) -> Int {
  Int((log(miss) / log(p)).rounded(.up))
}
