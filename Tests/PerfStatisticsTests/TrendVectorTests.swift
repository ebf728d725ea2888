import PerfStatistics
import Testing

@Suite struct TrendVectorTests {
  @Test(arguments: try StatisticsVector.all("trends"))
  func trendsEqualPymannkendall(_ vector: StatisticsVector) throws {
    let values = try vector.sample()
    let found = mannKendall(values.span)
    let trend = try #require(found)
    #expect(trend.statistic == (try vector.integer("statistic")))
    #expect(agrees(trend.slope, try vector.number("slope")))
    #expect(agrees(trend.widening, try vector.number("widening")))
    #expect(agrees(trend.pValue, try vector.number("p")))
  }

  @Test(arguments: try StatisticsVector.all("effectiveSizes"))
  func effectiveSizesEqualStatsmodels(_ vector: StatisticsVector) throws {
    let values = try vector.sample()
    #expect(agrees(effectiveSampleSize(values.span), try vector.number("size")))
  }
}
