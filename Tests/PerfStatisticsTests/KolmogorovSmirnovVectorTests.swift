import PerfStatistics
import Testing

@Suite struct KolmogorovSmirnovVectorTests {
  @Test(arguments: try StatisticsVector.all("ksTwo"))
  func twoSamplesEqualSciPy(_ vector: StatisticsVector) throws {
    let first = try vector.sample("first")
    let second = try vector.sample("second")
    let found = kolmogorovSmirnov(first.span, second.span)
    #expect(found.isExact)
    #expect(agrees(found.statistic, try vector.number("d"), within: 1e-14))
    #expect(agrees(found.pValue, try vector.number("p"), within: 1e-11))
  }

  @Test(arguments: try StatisticsVector.all("ksOne"))
  func oneSampleEqualsSciPy(_ vector: StatisticsVector) throws {
    let values = try vector.sample()
    let scale = try vector.number("scale")
    let found = kolmogorovSmirnov(values.span) { StandardNormal.cumulative($0 / scale) }
    #expect(agrees(found.statistic, try vector.number("d")))
    #expect(agrees(found.pValue, try vector.number("p")))
  }

  @Test(arguments: try StatisticsVector.all("ksLaws"))
  func exactLawEqualsManyDigits(_ vector: StatisticsVector) throws {
    let count = try vector.integer("n")
    let distance = try vector.number("d")
    let values = Self.sample(count: count, distance: distance)
    let found = kolmogorovSmirnov(values.span) { $0 }
    #expect(agrees(found.statistic, distance, within: 1e-12))
    #expect(agrees(found.pValue, try vector.number("p")))
  }

  @Test(arguments: try StatisticsVector.all("ksLimits"))
  func largeSamplesFollowTheLimitLaw(_ vector: StatisticsVector) throws {
    let count = try vector.integer("n")
    let steps = try vector.integer("steps")
    let first = (0..<count).map(Double.init)
    let second = first.map { $0 + Double(steps) - 0.5 }
    let found = kolmogorovSmirnov(first.span, second.span)
    #expect(!found.isExact)
    #expect(found.statistic == Double(steps) / Double(count))
    #expect(agrees(found.pValue, try vector.number("p")))
  }

  @Test(arguments: try StatisticsVector.all("ksLarge"))
  func oneLargeSampleFollowsTheCorrectedLimitLaw(_ vector: StatisticsVector) throws {
    let values = Self.sample(
      count: try vector.integer("n"), distance: try vector.number("d"))
    let found = kolmogorovSmirnov(values.span) { $0 }
    let isTail = try vector.flag("tail")
    #expect(found.isExact == isTail)
    #expect(agrees(found.pValue, try vector.number("p"), within: isTail ? 1e-8 : 1e-3))
  }

  /// A sample whose largest distance from the uniform law is known.
  private static func sample(count: Int, distance: Double) -> [Double] {
    let size = Double(count)
    return (0..<count).map { max(0, (Double($0) + 1) / size - distance) }
  }
}
