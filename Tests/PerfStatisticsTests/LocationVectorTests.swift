import PerfStatistics
import Testing

@Suite struct LocationVectorTests {
  @Test(arguments: try StatisticsVector.all("hodgesLehmann"))
  func signedRankIntervalEqualsTheSortedAverages(_ vector: StatisticsVector) throws {
    let values = try vector.sample()
    let found = signedRankInterval(values.span, level: try vector.number("level"))
    #expect(found.estimate == (try vector.number("estimate")))
    #expect(found.lower == (try vector.number("low")))
    #expect(found.upper == (try vector.number("high")))
    #expect(hodgesLehmann(values.span) == found.estimate)
  }

  @Test(arguments: try StatisticsVector.all("shifts"))
  func rankSumIntervalEqualsTheSortedDifferences(_ vector: StatisticsVector) throws {
    let first = try vector.sample("first")
    let second = try vector.sample("second")
    let found = rankSumInterval(first.span, second.span)
    #expect(found.estimate == (try vector.number("estimate")))
    #expect(found.lower == (try vector.number("low")))
    #expect(found.upper == (try vector.number("high")))
    #expect(hodgesLehmann(first.span, second.span) == found.estimate)
  }

  @Test(arguments: try StatisticsVector.all("welch"))
  func welchEqualsSciPy(_ vector: StatisticsVector) throws {
    let first = try vector.sample("first")
    let second = try vector.sample("second")
    let found = welchTest(first.span, second.span, try vector.alternative())
    #expect(agrees(found.t, try vector.number("t")))
    #expect(agrees(found.degreesOfFreedom, try vector.number("freedom")))
    #expect(agrees(found.pValue, try vector.number("p")))
    #expect(agrees(found.lower, try vector.number("low")))
    #expect(agrees(found.upper, try vector.number("high")))
  }

  @Test(arguments: try StatisticsVector.all("effects"))
  func effectSizesEqualTheirDefinition(_ vector: StatisticsVector) throws {
    let first = try vector.sample("first")
    let second = try vector.sample("second")
    #expect(agrees(cohensD(first.span, second.span), try vector.number("d")))
    #expect(agrees(cliffsDelta(first.span, second.span), try vector.number("delta")))
    #expect(agrees(varghaDelaneyA(first.span, second.span), try vector.number("a")))
  }

  @Test func averagesAreCountedOnBothSides() {
    guard let averages = WalshAverages([3, 1, 1, 0].span) else {
      Issue.record("a sample of finite numbers was refused")
      return
    }
    #expect(averages.count == 10)
    #expect((1...10).map(averages.value) == [0, 0.5, 0.5, 1, 1, 1, 1.5, 2, 2, 3])
    #expect(averages.count(atMost: 1) == 6)
    #expect(averages.count(atLeast: 1) == 7)
    #expect(averages.median == 1)
    #expect(WalshAverages([1, .infinity].span) == nil)
  }
}
