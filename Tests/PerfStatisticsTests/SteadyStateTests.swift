import PerfStatistics
import Testing

/// What a series of iterations tells, by seeded simulation where it is a matter of rates.
@Suite struct SteadyStateTests {
  /// Stationary series, from harmless to nasty.
  enum Law: CaseIterable, Sendable {
    case normal, lognormal, pareto, autoregressive, wandering, heavyAutoregressive, bimodal
    case periodicStalls, quantised

    func series(_ count: Int, _ generator: inout Xoshiro256) -> [Double] {
      var state = 0.0
      for _ in 0..<200 { _ = step(0, &state, &generator) }
      let phase = generator.index(below: 50)
      return (0..<count).map { step($0 + phase, &state, &generator) }
    }

    private func step(
      _ index: Int, _ state: inout Double, _ generator: inout Xoshiro256
    ) -> Double {
      let z = generator.normal()
      switch self {
      case .normal: return 100 + z
      case .lognormal: return 100 + 5 * (z < 0 ? 0.3 * z : z * z * z)
      case .pareto: return 100 + 1 / generator.unit()
      case .autoregressive:
        state = 0.5 * state + z
        return 100 + state
      case .wandering:
        state = 0.8 * state + z
        return 100 + state
      case .heavyAutoregressive:
        state = 0.6 * state + z / generator.unit().squareRoot()
        return 100 + state
      case .bimodal: return (generator.unit() < 0.3 ? 130 : 100) + z
      case .periodicStalls: return (index % 50 == 0 ? 1000 : 100) + z
      case .quantised: return (100 + z / 2).rounded()
      }
    }
  }

  @Test(arguments: Law.allCases, [100, 600])
  func aStationarySeriesHasNoWarmUp(law: Law, count: Int) {
    var generator = Xoshiro256(seed: 41)
    var quiet = 0
    for _ in 0..<120 where warmUp(law.series(count, &generator).span).count == 0 { quiet += 1 }
    #expect(quiet >= 114, "\(law) of \(count): \(quiet) of 120")
  }

  private func steadyState(_ values: [Double]) throws -> SteadyState {
    let state = SteadyState(values.span)
    return try #require(state)
  }

  enum Start: CaseIterable, Sendable { case step, ramp, fast, few }

  private func warm(_ start: Start, _ law: Law, _ generator: inout Xoshiro256) -> [Double] {
    var values = law.series(1000, &generator)
    for index in 0..<length(start) {
      switch start {
      case .step, .few: values[index] += 30
      case .ramp: values[index] += 60 * (1 - Double(index) / 150)
      case .fast: values[index] -= 30
      }
    }
    return values
  }

  private func length(_ start: Start) -> Int { start == .few ? 5 : start == .ramp ? 150 : 60 }

  @Test(arguments: Start.allCases, [Law.normal, .lognormal, .autoregressive, .periodicStalls])
  func aWarmUpIsFoundWithItsLength(start: Start, law: Law) {
    var generator = Xoshiro256(seed: 42)
    let length = length(start)
    var found = 0
    for _ in 0..<50 {
      let result = warmUp(warm(start, law, &generator).span)
      // A ramp ends where it sinks into the noise.
      let lengths = start == .ramp ? 75...180 : (length - 5)...(length + 5)
      if result.isSettled, lengths.contains(result.count) { found += 1 }
    }
    #expect(found >= 45, "\(start) in \(law): \(found) of 50")
  }

  @Test func aSeriesThatNeverSettlesHasNoWarmUp() throws {
    var generator = Xoshiro256(seed: 43)
    let drift = Law.normal.series(1000, &generator).enumerated().map { $1 + 0.02 * Double($0) }
    let state = try steadyState(drift)
    #expect(!state.warmUp.isSettled && state.warmUp.count == 0 && state.coldMedian == nil)
    let trend = try #require(state.trend)
    #expect(trend.pValue < 1e-6)
    let perThousand = try #require(state.trendPerThousand)
    #expect(abs(perThousand - 20) < 1)
  }

  /// Shares of series without a trend that show one, with the variance of independent values too.
  private func falseTrends(_ law: Law) -> (corrected: Double, plain: Double) {
    var generator = Xoshiro256(seed: 44)
    var corrected = 0.0
    var plain = 0.0
    for _ in 0..<100 {
      guard let trend = mannKendall(law.series(200, &generator).span) else { continue }
      let z = StandardNormal.quantile(trend.pValue / 2) * trend.widening.squareRoot()
      if trend.pValue <= 0.05 { corrected += 1 / 100 }
      if 2 * StandardNormal.cumulative(z) <= 0.05 { plain += 1 / 100 }
    }
    return (corrected, plain)
  }

  /// The test of Hamed & Rao bounds, and does not remove, what autocorrelation does.
  @Test func theTrendTestIsNotFooledByAutocorrelation() {
    #expect(falseTrends(.normal).corrected <= 0.08)
    #expect(falseTrends(.pareto).corrected <= 0.08)
    let dependent = falseTrends(.autoregressive)
    #expect(dependent.corrected <= 0.16 && dependent.plain >= 1.5 * dependent.corrected)
  }

  @Test func anAutocorrelatedSeriesIsWorthFewerValues() {
    var generator = Xoshiro256(seed: 45)
    let independent = effectiveSampleSize(Law.normal.series(4000, &generator).span)
    #expect(independent > 3400 && independent <= 4000)
    // An AR(1) process with coefficient .5 is worth (1 - .5)/(1 + .5) of its length.
    let dependent = effectiveSampleSize(Law.autoregressive.series(4000, &generator).span)
    #expect(abs(dependent - 4000 / 3) < 200)
    #expect(effectiveSampleSize([1, 1, 1, 1, 1].span).isNaN)
    #expect(effectiveSampleSize([1, 2, 3].span).isNaN)
  }

  @Test func outliersAreLabelledAndKept() throws {
    var values = (0..<101).map { Double($0 * 37 % 101) }
    values[40] = 225
    values[50] = 900
    values[60] = -220
    let state = try steadyState(values)
    #expect(state.mildOutliers == [40] || state.mildOutliers == [40, 60])
    #expect(state.severeOutliers == [50] || state.severeOutliers == [50, 60])
    #expect(abs(state.steadyMedian - 50) <= 1)
    let nine = TukeyFences([1, 2, 3, 4, 5, 6, 7, 8, 9].span)
    let fences = try #require(nine)
    #expect(fences.inner == -3...13 && fences.outer == -9...19)
    #expect(fences.label(13) == .inside && fences.label(14) == .mild)
    #expect(fences.label(-9.5) == .severe)
    for values in [[5, 5, 5, 5, 900], [], [1, .nan, 3]] {
      let none = TukeyFences(values.span)
      #expect(none == nil)
    }
  }

  @Test func coldAndSteadyAreKeptApart() throws {
    var generator = Xoshiro256(seed: 46)
    let state = try steadyState(warm(.step, .normal, &generator))
    #expect(abs(state.warmUp.count - 60) <= 3)
    let cold = try #require(state.coldMedian)
    #expect(abs(cold - 130) < 1 && abs(state.steadyMedian - 100) < 0.5)
    #expect(abs(state.autocorrelation) < 0.1 && state.effectiveCount > 700)
  }

  @Test func nothingAndNaNHaveNoSteadyState() throws {
    for values in [[], [1, .nan], [1, .infinity, 2, 3, 4]] {
      let state = SteadyState(values.span)
      let trend = mannKendall(values.span)
      #expect(state == nil && trend == nil)
    }
    #expect(warmUp([1, 2, 3].span).count == 0)
    let constant = try steadyState([Double](repeating: 7, count: 50))
    #expect(constant.warmUp.count == 0 && constant.trend?.pValue == 1)
    #expect(constant.trend?.slope == 0 && constant.autocorrelation.isNaN)
  }
}
