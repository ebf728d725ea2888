/// The result of Welch's t test.
public struct WelchTest: Sendable, Hashable {
  /// The difference of the means, first minus second, in the unit of the values.
  public var difference: Double
  /// The statistic: the difference over its standard error.
  public var t: Double
  /// The degrees of freedom by Welch and Satterthwaite.
  public var degreesOfFreedom: Double
  /// The p-value.
  public var pValue: Double
  /// The two-sided confidence interval of the difference: its lower end.
  public var lower: Double
  /// The upper end.
  public var upper: Double
}

/// Welch's t test of equal means without equal variances (Welch 1947): t = (mean x - mean y) / s,
/// s^2 = vx/n + vy/m, with s^4 / ((vx/n)^2/(n-1) + (vy/m)^2/(m-1)) degrees of freedom.
///
/// Everything but the difference is NaN if a sample has fewer than two values or both are constant.
public func welchTest(
  _ first: Span<Double>, _ second: Span<Double>, _ alternative: Alternative = .twoSided,
  confidence: Double = 0.95
) -> WelchTest {
  let n = Double(first.count)
  let m = Double(second.count)
  let a = variance(first) / n
  let b = variance(second) / m
  let difference = mean(first) - mean(second)
  let error = (a + b).squareRoot()
  let freedom = (a + b) * (a + b) / (a * a / (n - 1) + b * b / (m - 1))
  let t = difference / error
  guard freedom.isFinite, t.isFinite else {
    return WelchTest(
      difference: difference, t: .nan, degreesOfFreedom: .nan, pValue: .nan, lower: .nan,
      upper: .nan)
  }
  let law = StudentT(degreesOfFreedom: freedom)
  let half = -law.quantile((1 - confidence) / 2) * error
  return WelchTest(
    difference: difference, t: t, degreesOfFreedom: freedom,
    pValue: alternative.pValue(less: law.cumulative(t), greater: law.upperTail(t)),
    lower: difference - half, upper: difference + half)
}
