import PerfStatistics
import Testing

/// Intervals of samples from known laws must cover what they promise, by seeded simulation.
@Suite struct CoverageTests {
  enum Noise: CaseIterable, Sendable {
    case normal, skewed, heavyTailed

    /// A number with median 0; the skewed law is not symmetric about it.
    func draw(_ generator: inout Xoshiro256) -> Double {
      let z = generator.normal()
      switch self {
      case .normal: return z
      case .skewed: return z > 0 ? 3 * z : z
      case .heavyTailed: return z / max(1e-9, generator.unit()).squareRoot()
      }
    }
  }

  /// The share of simulated intervals that cover, with the largest error that chance explains.
  private func coverage(
    _ seed: UInt64, repeats: Int, covers: (inout Xoshiro256) -> Bool
  ) -> Double {
    var generator = Xoshiro256(seed: seed)
    var covered = 0
    for _ in 0..<repeats where covers(&generator) { covered += 1 }
    return Double(covered) / Double(repeats)
  }

  private func tolerance(_ share: Double, _ repeats: Int) -> Double {
    4 * (share * (1 - share) / Double(repeats)).squareRoot()
  }

  private func sample(
    _ count: Int, _ noise: Noise, _ generator: inout Xoshiro256
  ) -> [Double] {
    (0..<count).map { _ in noise.draw(&generator) }
  }

  @Test(arguments: Noise.allCases)
  func quantileIntervalsCoverUnderEveryLaw(noise: Noise) {
    var promised = 0.0
    let found = coverage(1, repeats: 1_500) { generator in
      let interval = quantileInterval(sample(20, noise, &generator).span, 0.5)
      promised = interval.coverage
      return interval.lower <= 0 && interval.upper >= 0
    }
    #expect(agrees(promised, 1 - 2 * 21_700 / 1_048_576, within: 1e-12))
    #expect(abs(found - promised) < tolerance(promised, 1_500))
  }

  @Test(arguments: [(Noise.normal, 10), (.heavyTailed, 10), (.normal, 20), (.heavyTailed, 20)])
  func signedRankIntervalsCoverUnderSymmetry(noise: Noise, count: Int) {
    var promised = 0.0
    let found = coverage(2, repeats: 1_500) { generator in
      let interval = signedRankInterval(sample(count, noise, &generator).span)
      promised = interval.confidence
      return interval.lower <= 0 && interval.upper >= 0
    }
    #expect(promised >= 0.95 && promised < 0.953)
    #expect(abs(found - promised) < tolerance(promised, 1_500))
  }

  @Test(arguments: Noise.allCases)
  func rankSumIntervalsCoverUnderEveryShift(noise: Noise) {
    var promised = 0.0
    let found = coverage(3, repeats: 700) { generator in
      let first = sample(12, noise, &generator).map { $0 + 5 }
      let interval = rankSumInterval(first.span, sample(9, noise, &generator).span)
      promised = interval.confidence
      return interval.lower <= 5 && interval.upper >= 5
    }
    #expect(promised >= 0.95 && promised < 0.965)
    #expect(abs(found - promised) < tolerance(promised, 700))
  }

  @Test func welchIntervalsCoverUnequalVariances() {
    let found = coverage(4, repeats: 800) { generator in
      let first = sample(8, .normal, &generator).map { 3 * $0 + 1 }
      let result = welchTest(first.span, sample(20, .normal, &generator).span)
      return result.lower <= 1 && result.upper >= 1
    }
    #expect(abs(found - 0.95) < tolerance(0.95, 800) + 0.005)
  }

  @Test(arguments: [Bootstrap.Method.percentile, .biasCorrected])
  func ratioOfMediansCovers(method: Bootstrap.Method) {
    let found = coverage(5, repeats: 400) { generator in
      let first = sample(40, .skewed, &generator).map { 120 + $0 }
      let second = sample(40, .skewed, &generator).map { 100 + $0 }
      let interval = Bootstrap(draws: 400, method: method, seed: generator.next())
        .ratioOfMedians(first.span, second.span)
      return interval.lower <= 1.2 && interval.upper >= 1.2
    }
    #expect(abs(found - 0.95) < tolerance(0.95, 400) + 0.01)
  }

  @Test func testsKeepTheirLevelUnderTheNull() {
    var level = 0.0
    let found = coverage(6, repeats: 1_000) { generator in
      let first = sample(9, .heavyTailed, &generator)
      let second = sample(11, .heavyTailed, &generator)
      return mannWhitney(first.span, second.span).pValue <= 0.05
    }
    let law = RankSumLaw(first: 9, second: 11)
    level = 2 * law.cumulative(law.critical(0.025) ?? -1)
    #expect(level > 0.03 && level <= 0.05)
    #expect(abs(found - level) < tolerance(level, 1_000))
    #expect(wilcoxonRejections() < 0.05 + tolerance(0.05, 1_000))
  }

  /// The share of ties-ridden null samples that the strict signed-rank p-value rejects.
  private func wilcoxonRejections() -> Double {
    coverage(7, repeats: 1_000) { generator in
      let values = sample(20, .normal, &generator).map { ($0 * 2).rounded() / 2 }
      return strictSignedRankPValue(values.span, against: 0, .greater) <= 0.05
    }
  }

  @Test func clippingTamesAnOutlierAndKeepsWandering() {
    var generator = Xoshiro256(seed: 8)
    var wandering = [0.0]
    while wandering.count < 400 {
      wandering.append(0.6 * wandering[wandering.count - 1] + generator.normal())
    }
    #expect(abs(autocorrelation(wandering.span) - 0.6) < 0.12)
    wandering[200] = 1e6
    #expect(abs(autocorrelation(wandering.span)) < 0.01)
    #expect(abs(clippedAutocorrelation(wandering.span, center: 0) - 0.6) < 0.12)
    #expect(clippedAutocorrelation([0, 0, 0, 0, 1].span, center: 0).isNaN)
  }
}
