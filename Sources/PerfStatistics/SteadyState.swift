/// What a series of iterations of one process tells of its steady state.
///
/// Nothing is dropped from the series: the warm-up is counted and kept apart, outliers are labelled.
public struct SteadyState: Sendable, Hashable {
  /// How many first iterations are the warm-up.
  public let warmUp: WarmUp
  /// The trend of the steady iterations, per iteration; nil of fewer than 4.
  public let trend: Trend?
  /// The autocorrelation at lag 1 of the steady iterations, outliers clipped; NaN if more than half
  /// of them are equal.
  public let autocorrelation: Double
  /// How many independent iterations the steady ones are worth.
  public let effectiveCount: Double
  /// The places of mild outliers in the series, among the steady iterations.
  public let mildOutliers: [Int]
  /// The places of severe outliers in the series, among the steady iterations.
  public let severeOutliers: [Int]
  /// The median of the steady iterations.
  public let steadyMedian: Double
  /// The median of the warm-up; nil if there is none.
  public let coldMedian: Double?

  /// Reads a series in time order; nil if it is empty or a value is not finite.
  public init?(_ values: Span<Double>) {
    guard !values.isEmpty else { return nil }
    for index in values.indices where !values[index].isFinite { return nil }
    let warmUp = PerfStatistics.warmUp(values)
    let steady = values.extracting(last: values.count - warmUp.count)
    self.warmUp = warmUp
    trend = mannKendall(steady)
    steadyMedian = median(steady)
    coldMedian = warmUp.count > 0 ? median(values.extracting(first: warmUp.count)) : nil
    autocorrelation = clippedAutocorrelation(steady, center: steadyMedian)
    effectiveCount = effectiveSampleSize(steady)
    var mild: [Int] = []
    var severe: [Int] = []
    if let fences = TukeyFences(steady) {
      for index in steady.indices {
        switch fences.label(steady[index]) {
        case .inside: break
        case .mild: mild.append(warmUp.count + index)
        case .severe: severe.append(warmUp.count + index)
        }
      }
    }
    mildOutliers = mild
    severeOutliers = severe
  }

  /// The trend in the unit of the values over 1000 iterations; nil where there is no trend.
  public var trendPerThousand: Double? { trend.map { 1000 * $0.slope } }
}
