/// A confidence interval between two order statistics.
public struct OrderInterval: Sendable, Hashable {
  /// The lower end, in the unit of the values; -infinity if the sample is too small.
  public var lower: Double
  /// The upper end, in the unit of the values; infinity if the sample is too small.
  public var upper: Double
  /// The rank of the lower end, from 1; 0 if there is none.
  public var lowerRank: Int
  /// The rank of the upper end; n + 1 if there is none.
  public var upperRank: Int
  /// The probability that the interval covers the quantile of a continuous law.
  public var coverage: Double
}

/// A confidence interval of the p-quantile that holds for every law, from the binomial law of the
/// number of values below the quantile (Hahn & Meeker, Statistical Intervals, 5.2).
///
/// Ends are the order statistics of the largest rank l with P(B <= l - 1) <= a and the smallest
/// rank u with P(B >= u) <= a, B binomial(n, p), a = (1 - confidence)/2. NaN ends if a value is NaN
/// or an argument is outside 0...1.
public func quantileInterval(
  _ values: Span<Double>, _ p: Double, confidence: Double = 0.95
) -> OrderInterval {
  let count = values.count
  guard p >= 0, p <= 1, confidence >= 0, confidence < 1, let sorted = sortedCopy(values) else {
    return OrderInterval(
      lower: .nan, upper: .nan, lowerRank: 0, upperRank: count + 1, coverage: .nan)
  }
  let tail = (1 - confidence) / 2
  let successes = BinomialLaw(trials: count, probability: p)
  let failures = BinomialLaw(trials: count, probability: 1 - p)
  let lowerRank = successes.critical(tail) + 1
  let upperRank = count - failures.critical(tail)
  let missed =
    (lowerRank > 0 ? successes.cumulative(lowerRank - 1) : 0)
    + (upperRank <= count ? failures.cumulative(count - upperRank) : 0)
  return OrderInterval(
    lower: lowerRank > 0 ? sorted[lowerRank - 1] : -.infinity,
    upper: upperRank <= count ? sorted[upperRank - 1] : .infinity,
    lowerRank: lowerRank, upperRank: upperRank, coverage: 1 - missed)
}
