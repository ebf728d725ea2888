/// An estimate of location with its confidence interval.
public struct LocationInterval: Sendable, Hashable {
  /// The Hodges-Lehmann estimate, in the unit of the values.
  public var estimate: Double
  /// The lower end; -infinity if the sample is too small for the level.
  public var lower: Double
  /// The upper end; infinity if the sample is too small for the level.
  public var upper: Double
  /// The probability that the interval covers the location, by the null law that was used.
  public var confidence: Double

  static let none = LocationInterval(
    estimate: .nan, lower: .nan, upper: .nan, confidence: .nan)
}

/// The Hodges-Lehmann estimate of the centre of symmetry, in the unit of the values.
///
/// The median of all averages (y_i + y_j)/2, i <= j (Hodges & Lehmann 1963); NaN when empty or if a
/// value is not finite. O(64 n).
public func hodgesLehmann(_ values: Span<Double>) -> Double {
  WalshAverages(values)?.median ?? .nan
}

/// The Hodges-Lehmann estimate of the shift of `first` against `second`, in their unit.
///
/// The median of all differences x_i - y_j; NaN if a sample is empty or a value is not finite.
/// O(64 (n + m)).
public func hodgesLehmann(_ first: Span<Double>, _ second: Span<Double>) -> Double {
  SampleDifferences(first, second)?.median ?? .nan
}

/// The signed-rank interval of the centre of symmetry, at one-sided level `level`: the averages of
/// rank c+1 and M-c, c the largest integer with P(W_k <= c) <= level (Hollander, Wolfe & Chicken,
/// Nonparametric Statistical Methods, 3.3).
public func signedRankInterval(
  _ values: Span<Double>, level: Double = 0.025
) -> LocationInterval {
  guard let averages = WalshAverages(values) else { return .none }
  let law = SignedRankLaw(count: averages.sampleCount)
  guard let c = law.critical(level), 2 * c < averages.count else {
    return LocationInterval(
      estimate: averages.median, lower: -.infinity, upper: .infinity, confidence: 1)
  }
  return LocationInterval(
    estimate: averages.median, lower: averages.value(rank: c + 1),
    upper: averages.value(rank: averages.count - c), confidence: 1 - 2 * law.cumulative(c))
}

/// The rank-sum interval of the shift of `first` against `second`, at one-sided level `level`: the
/// differences of rank c+1 and nm-c, c the largest integer with P(U <= c) <= level (Moses;
/// Hollander, Wolfe & Chicken, 4.3).
///
/// The null law is exact up to 200 values together; beyond that normal with continuity 1/2.
public func rankSumInterval(
  _ first: Span<Double>, _ second: Span<Double>, level: Double = 0.025
) -> LocationInterval {
  guard let differences = SampleDifferences(first, second) else { return .none }
  let law = RankSumLaw(first: first.count, second: second.count)
  guard let c = law.critical(level), 2 * c < differences.count else {
    return LocationInterval(
      estimate: differences.median, lower: -.infinity, upper: .infinity, confidence: 1)
  }
  return LocationInterval(
    estimate: differences.median, lower: differences.value(rank: c + 1),
    upper: differences.value(rank: differences.count - c), confidence: 1 - 2 * law.cumulative(c))
}
