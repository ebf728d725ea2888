/// Which deviation from the null hypothesis counts.
public enum Alternative: Sendable, Hashable {
  /// Either direction: twice the smaller one-sided p-value, at most 1.
  case twoSided
  /// The first sample (or the values) tends to be smaller.
  case less
  /// The first sample (or the values) tends to be greater.
  case greater
}

/// Which null law a rank test uses.
public enum NullLaw: Sendable, Hashable {
  /// Exact for small samples, with or without ties; normal for large ones.
  case automatic
  /// Exact, given the ties, as far as the function's stated limit; normal beyond it.
  case exact
  /// The normal approximation with tie correction; `continuity` moves the statistic half a step
  /// towards its mean.
  case normal(continuity: Bool)
}

/// The result of a test.
public struct TestResult: Sendable, Hashable {
  /// The statistic, as the function that returns it says.
  public var statistic: Double
  /// The probability of a statistic at least as extreme under the null hypothesis; NaN if the
  /// samples do not allow a test.
  public var pValue: Double
  /// Whether the p-value comes from the exact null law.
  public var isExact: Bool

  static let none = TestResult(statistic: .nan, pValue: .nan, isExact: false)
}

extension Alternative {
  /// The p-value of one-sided p-values.
  func pValue(less: Double, greater: Double) -> Double {
    switch self {
    case .less: min(1, less)
    case .greater: min(1, greater)
    case .twoSided: min(1, 2 * min(less, greater))
    }
  }

  /// The p-value of a statistic under a normal law; NaN distances are no evidence.
  func normalPValue(
    _ statistic: Double, mean: Double, deviation: Double, continuity: Double
  ) -> Double {
    guard deviation > 0 else { return 1 }
    return pValue(
      less: StandardNormal.cumulative((statistic - mean + continuity) / deviation),
      greater: StandardNormal.upperTail((statistic - mean - continuity) / deviation))
  }
}
