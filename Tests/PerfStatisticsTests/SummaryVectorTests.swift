import PerfStatistics
import Testing

@Suite struct SummaryVectorTests {
  @Test(arguments: try StatisticsVector.all("moments"))
  func momentsEqualNumPy(_ vector: StatisticsVector) throws {
    let values = try vector.sample()
    #expect(agrees(mean(values.span), try vector.number("mean"), within: 1e-14))
    #expect(agrees(variance(values.span), try vector.number("variance")))
    #expect(agrees(median(values.span), try vector.number("median"), within: 0))
    #expect(agrees(medianAbsoluteDeviation(values.span), try vector.number("mad"), within: 1e-15))
  }

  @Test(arguments: try StatisticsVector.all("quantiles"))
  func quantilesEqualNumPy(_ vector: StatisticsVector) throws {
    let values = try vector.sample()
    let p = try vector.number("p")
    #expect(agrees(quantile(values.span, p), try vector.number("linear"), within: 1e-13))
    let nearest = quantile(values.span, p, method: .nearestRank)
    #expect(nearest == (try vector.number("nearest")))
  }

  @Test(arguments: try StatisticsVector.all("quantileIntervals"))
  func quantileIntervalsEqualSciPy(_ vector: StatisticsVector) throws {
    let values = try vector.sample()
    let interval = quantileInterval(
      values.span, try vector.number("p"), confidence: try vector.number("confidence"))
    #expect(interval.lower == (try vector.number("low")))
    #expect(interval.upper == (try vector.number("high")))
    #expect(agrees(interval.coverage, try vector.number("coverage")))
    #expect(interval.coverage >= (try vector.number("confidence")))
  }

  @Test(arguments: try StatisticsVector.all("autocorrelations"))
  func autocorrelationsEqualStatsmodels(_ vector: StatisticsVector) throws {
    let values = try vector.sample()
    let found = autocorrelation(values.span, lag: try vector.integer("lag"))
    #expect(agrees(found, try vector.number("r")))
  }

  @Test func nearestRankIsNotFooledByRounding() {
    #expect(nearestRank(count: 100, 0.07) == 7)
    #expect(nearestRank(count: 1000, 0.029) == 29)
    #expect(nearestRank(count: 299, 0.99) == 297)
    #expect(nearestRank(count: 5, 0) == 1)
    #expect(nearestRank(count: 5, 1) == 5)
  }

  @Test func nothingAndNaNAreNotNumbers() {
    let none: [Double] = []
    let broken = [1, .nan, 3]
    for values in [none, broken] {
      #expect(quantile(values.span, 0.5).isNaN)
      #expect(median(values.span).isNaN)
      #expect(mean(values.span).isNaN)
      #expect(medianAbsoluteDeviation(values.span).isNaN)
      #expect(hodgesLehmann(values.span).isNaN)
      #expect(signedRankInterval(values.span).lower.isNaN)
      #expect(autocorrelation(values.span).isNaN)
      #expect(mannWhitney(values.span, [1, 2].span).pValue.isNaN)
      #expect(kolmogorovSmirnov([1, 2].span, values.span).pValue.isNaN)
      #expect(welchTest(values.span, [1, 2].span).pValue.isNaN)
      #expect(cliffsDelta(values.span, [1, 2].span).isNaN)
      #expect(Bootstrap(draws: 20).ratioOfMedians([1, 2].span, values.span).lower.isNaN)
      #expect(Bootstrap(draws: 20).interval(values.span, statistic: mean).lower.isNaN)
    }
    #expect(quantileInterval(broken.span, 0.5).lower.isNaN)
    #expect(wilcoxonSignedRank([0, 0].span).pValue.isNaN)
    #expect(quantile([1, 2].span, 1.5).isNaN)
  }

  @Test(arguments: [767, 768, 5_000])
  func largeAndSmallSamplesAreSortedAlike(count: Int) {
    var generator = Xoshiro256(seed: 5)
    var values = (0..<count).map { _ in generator.normal() * 1e3 }
    values += [0, -.infinity, .infinity, .leastNonzeroMagnitude, -.leastNonzeroMagnitude, -1, 1]
    let sorted = values.sorted()
    for p in [0, 0.2, 0.5, 0.9, 1] {
      let rank = nearestRank(count: values.count, p)
      #expect(quantile(values.span, p, method: .nearestRank) == sorted[rank - 1])
    }
  }
}
