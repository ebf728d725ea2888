import PerfStatistics
import Testing

@Suite struct BootstrapVectorTests {
  @Test(arguments: try StatisticsVector.all("bootstraps"))
  func endsEqualSciPyOnTheSameDraws(_ vector: StatisticsVector) throws {
    let first = try vector.sample("first")
    let second = vector.has("second") ? try vector.sample("second") : nil
    for (method, key) in [
      (Bootstrap.Method.percentile, "percentile"), (.biasCorrected, "corrected"),
    ] {
      let plan = Bootstrap(
        draws: try vector.integer("draws"), confidence: try vector.number("confidence"),
        method: method, seed: UInt64(try vector.integer("seed")))
      let found =
        if let second {
          plan.interval(first.span, second.span) { median($0) / median($1) }
        } else {
          plan.interval(first.span, statistic: mean)
        }
      let expected = try vector.numbers(key)
      #expect(agrees(found.lower, expected[0]))
      #expect(agrees(found.upper, expected[1]))
      #expect(agrees(found.standardError, try vector.number("error")))
    }
  }

  @Test(arguments: try StatisticsVector.all("ratioOfMedians"))
  func ratioOfMediansMeetsSciPyOfManyDraws(_ vector: StatisticsVector) throws {
    let first = try vector.sample("first")
    let second = try vector.sample("second")
    let method: Bootstrap.Method = try vector.flag("corrected") ? .biasCorrected : .percentile
    let found = Bootstrap(draws: 20_000, method: method).ratioOfMedians(first.span, second.span)
    let error = try vector.number("error")
    #expect(abs(found.lower - (try vector.number("low"))) < 0.1 * error)
    #expect(abs(found.upper - (try vector.number("high"))) < 0.1 * error)
    #expect(agrees(found.standardError, error, within: 0.03))
  }

  /// The medians of all n^n resamples of a small sample against drawn ones.
  @Test(arguments: [4, 5])
  func resampledMediansHaveTheirExactLaw(count: Int) {
    let values = (0..<count).map { Double(1 << $0) }
    var expected: [Double: Double] = [:]
    var places = 1
    for _ in 0..<count { places *= count }
    for code in 0..<places {
      var rest = code
      let resample = values.indices.map { _ in
        defer { rest /= count }
        return values[rest % count]
      }
      expected[median(resample.span), default: 0] += 1 / Double(places)
    }
    let draws = 20_000
    var seen: [Double: Double] = [:]
    for seed in 0..<UInt64(draws) {
      let found = Bootstrap(draws: 1, method: .percentile, seed: seed)
        .ratioOfMedians(values.span, [1].span)
      seen[found.lower, default: 0] += 1 / Double(draws)
    }
    #expect(Set(seen.keys).isSubset(of: expected.keys))
    for (value, share) in expected {
      let error = (share * (1 - share) / Double(draws)).squareRoot()
      #expect(abs((seen[value] ?? 0) - share) < 4.5 * error, "\(value)")
    }
  }

  @Test func drawsDependOnTheSeedAlone() throws {
    let first = try StatisticsVector.sample("normal20").map { $0 + 10 }
    let second = try StatisticsVector.sample("lognormal25")
    let plan = Bootstrap(draws: 500, seed: 7)
    let found = plan.ratioOfMedians(first.span, second.span)
    #expect(plan.ratioOfMedians(first.span, second.span) == found)
    let other = Bootstrap(draws: 500, seed: 8)
    #expect(other.ratioOfMedians(first.span, second.span) != found)
  }

  @Test func constantSamplesHaveNoWidth() {
    let values = [Double](repeating: 2, count: 6)
    let found = Bootstrap(draws: 50).ratioOfMedians(values.span, [4, 4, 4].span)
    #expect(found.estimate == 0.5 && found.lower == 0.5 && found.upper == 0.5)
  }
}
