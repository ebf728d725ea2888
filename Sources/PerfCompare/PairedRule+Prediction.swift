internal import Glibc
internal import PerfStatistics

extension PairedRule {
  /// The worsening, as a fraction, that a comparison of `pairs` pairs would have warned of with 90 %
  /// probability on a machine as noisy as the one of `estimate`: half the interval's width scales
  /// with 1/sqrt(pairs) (9).
  ///
  /// For log-ratios of a metric that is better when lower, with the standard limits; infinite where
  /// the estimate has no interval.
  public func detectableEffect(ofPairs pairs: Int, asNoisyAs estimate: PairedEstimate) -> Double {
    let level = alpha / Double(looks.count)
    let law = RankLaws([estimate.pairs])[estimate.pairs]
    let half = (estimate.upper - estimate.lower) / 2
    guard half.isFinite, pairs > 0, let critical = law.critical(level) else { return .infinity }
    let scaled = half * (Double(estimate.pairs) / Double(pairs)).squareRoot()
    let z = StandardNormal.quantile(1 - law.cumulative(critical))
    return expm1(max(log(1.05), scaled) + 1.2816 * scaled / z)
  }
}
