/// A bootstrap interval of a statistic.
public struct BootstrapInterval: Sendable, Hashable {
  /// The statistic of the samples as they are.
  public var estimate: Double
  /// The lower end.
  public var lower: Double
  /// The upper end.
  public var upper: Double
  /// The standard deviation of the statistic over the draws.
  public var standardError: Double
}

/// Intervals by resampling with replacement, the same for the same seed.
///
/// Ends are NaN if a sample is empty or the statistic of a draw is NaN. The statistic of each draw
/// is computed on one buffer that is reused.
public struct Bootstrap: Sendable, Hashable {
  /// How the ends are read off the draws.
  public enum Method: Sendable, Hashable {
    /// The quantiles of the draws (Efron 1979).
    case percentile
    /// The quantiles corrected for bias and for a spread that changes with the value, by the
    /// jackknife: BCa (Efron 1987; Efron & Tibshirani 1993, 14.3). Where no draw, or every draw,
    /// lies below the estimate, half a draw is taken to.
    case biasCorrected
  }

  /// The number of draws, at least 1.
  public var draws: Int
  /// The two-sided confidence, between 0 and 1.
  public var confidence: Double
  /// How the ends are read off.
  public var method: Method
  /// The seed of the draws.
  public var seed: UInt64

  /// Plans a bootstrap.
  public init(
    draws: Int = 10_000, confidence: Double = 0.95, method: Method = .biasCorrected,
    seed: UInt64 = 1
  ) {
    self.draws = draws
    self.confidence = confidence
    self.method = method
    self.seed = seed
  }

  /// The interval of a statistic of one sample.
  public func interval(
    _ values: Span<Double>, statistic: (Span<Double>) -> Double
  ) -> BootstrapInterval {
    var generator = Xoshiro256(seed: seed)
    var sample = Resample(values)
    let results = [Double](capacity: draws) { output in
      for _ in 0..<draws {
        sample.draw(using: &generator)
        output.append(statistic(sample.values.span))
      }
    }
    let jackknife = method == .percentile ? [] : [sample.jackknife(statistic)]
    return interval(statistic(values), results, jackknife)
  }

  /// The interval of a statistic of two independent samples, resampled one after the other.
  public func interval(
    _ first: Span<Double>, _ second: Span<Double>,
    statistic: (Span<Double>, Span<Double>) -> Double
  ) -> BootstrapInterval {
    var generator = Xoshiro256(seed: seed)
    var sample = Resample(first)
    var other = Resample(second)
    let results = [Double](capacity: draws) { output in
      for _ in 0..<draws {
        sample.draw(using: &generator)
        other.draw(using: &generator)
        output.append(statistic(sample.values.span, other.values.span))
      }
    }
    var jackknife: [[Double]] = []
    if method == .biasCorrected {
      jackknife.append(sample.jackknife { statistic($0, second) })
      jackknife.append(other.jackknife { statistic(first, $0) })
    }
    return interval(statistic(first, second), results, jackknife)
  }

  /// The interval of median(first) / median(second).
  ///
  /// The median of a resample is drawn from its exact law, without drawing the resample, so the
  /// work of a draw does not grow with the samples.
  public func ratioOfMedians(_ first: Span<Double>, _ second: Span<Double>) -> BootstrapInterval {
    guard let x = ResampledMedian(first), let y = ResampledMedian(second) else {
      return interval(.nan, [.nan], [])
    }
    var generator = Xoshiro256(seed: seed)
    let results = [Double](capacity: draws) { output in
      for _ in 0..<draws { output.append(x.draw(&generator) / y.draw(&generator)) }
    }
    var jackknife: [[Double]] = []
    if method == .biasCorrected {
      jackknife.append(x.jackknife.map { $0 / y.median })
      jackknife.append(y.jackknife.map { x.median / $0 })
    }
    return interval(x.median / y.median, results, jackknife)
  }

  private func interval(
    _ estimate: Double, _ results: [Double], _ jackknife: [[Double]]
  ) -> BootstrapInterval {
    guard let sorted = sortedCopy(results.span), !estimate.isNaN else {
      return BootstrapInterval(
        estimate: estimate, lower: .nan, upper: .nan, standardError: .nan)
    }
    var low = (1 - confidence) / 2
    var high = 1 - low
    if method == .biasCorrected {
      let correction = BiasCorrection(estimate, sorted: sorted.span, jackknife: jackknife)
      (low, high) = (correction.level(low), correction.level(high))
    }
    return BootstrapInterval(
      estimate: estimate, lower: quantileOfSorted(sorted.span, low),
      upper: quantileOfSorted(sorted.span, high),
      standardError: standardDeviation(results.span))
  }
}
