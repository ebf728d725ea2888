public import PerfModel
internal import PerfResults
internal import PerfStatistics

/// The iterations of one operation within one run, without their warm-up.
public struct IterationSeries: Sendable, Hashable {
  /// The metric's column, such as `time`.
  public var column: String
  /// What stands behind the metric in brackets, such as `[insert]`; empty of one series only.
  public var key: String
  /// The unit.
  public var unit: String
  /// Which way is better, or nil.
  public var better: Schema.Column.Better?
  /// How values are compared.
  public var comparison: Schema.Column.Class
  /// The steady iterations in time order.
  public var values: [Double]
  /// How many iterations the warm-up has.
  public var warmUp: Int
  /// The median of the warm-up; nil if there is none.
  public var cold: Double?
  /// The change over 1000 iterations in percent of the median, where there is a trend that chance
  /// explains in fewer than one run of a hundred.
  public var trendPercent: Double?
  /// How many iterations are outliers by Tukey's fences; they are kept.
  public var outliers: (mild: Int, severe: Int) { (mildOutliers, severeOutliers) }
  private var mildOutliers: Int
  private var severeOutliers: Int

  /// Reads a series of a table; nil if it is empty or not finite.
  init?(_ series: ResultTable.Series, isOnly: Bool) {
    guard let state = SteadyState(series.values.span) else { return nil }
    column = series.column.name
    key = isOnly || series.key.isEmpty ? "" : "[" + series.key + "]"
    unit = series.column.unit ?? ""
    better = series.column.better
    comparison = series.column.comparison
    values = Array(series.values.dropFirst(state.warmUp.count))
    warmUp = state.warmUp.count
    cold = state.coldMedian
    mildOutliers = state.mildOutliers.count
    severeOutliers = state.severeOutliers.count
    if let trend = state.trend, trend.pValue < 0.01, state.steadyMedian != 0 {
      trendPercent = 100 * 1000 * trend.slope / state.steadyMedian
    }
  }

  /// The percentiles that are taken of a run.
  public static let percentiles = [0.5, 0.95, 0.99]

  /// The metric's name of a percentile, such as `time_p99[insert]`.
  public func metric(_ percentile: String) -> String { "\(column)_\(percentile)\(key)" }

  /// The run's own numbers: the median, which decides, percentiles of which the run has samples
  /// enough, and the median of the warm-up.
  var samples: [CaseRecord.Samples] {
    var found: [CaseRecord.Samples] = []
    for p in Self.percentiles where values.count >= samplesNeeded(forPercentile: p) {
      let name = "p" + String(Int((100 * p).rounded()))
      found.append(
        sample(
          metric(name), quantile(values.span, p, method: .nearestRank),
          gating: p == 0.5 && comparison != .info))
    }
    if let cold { found.append(sample(metric("cold"), cold, gating: false)) }
    return found
  }

  private func sample(_ name: String, _ value: Double, gating: Bool) -> CaseRecord.Samples {
    CaseRecord.Samples(
      metric: name, unit: unit, better: better, comparison: comparison, gating: gating,
      values: [value])
  }
}

extension ResultTable {
  /// The table's iterations; nil of a table without a key column `iteration`.
  var iterationSeries: [IterationSeries]? {
    guard let series else { return nil }
    let keys = Set(series.map(\.key))
    return series.compactMap { IterationSeries($0, isOnly: keys.count == 1) }
  }
}
