import PerfStatistics
import Testing

@Suite struct LawVectorTests {
  @Test(arguments: try StatisticsVector.all("normalLaw"))
  func normalLawEqualsSciPy(_ vector: StatisticsVector) throws {
    let z = try vector.number("z")
    #expect(agrees(StandardNormal.cumulative(z), try vector.number("below"), within: 1e-12))
    #expect(agrees(StandardNormal.upperTail(z), try vector.number("above"), within: 1e-12))
  }

  @Test(arguments: try StatisticsVector.all("normalQuantiles"))
  func normalQuantilesEqualSciPy(_ vector: StatisticsVector) throws {
    let found = StandardNormal.quantile(try vector.number("p"))
    #expect(agrees(found, try vector.number("z"), within: 1e-13))
  }

  @Test(arguments: try StatisticsVector.all("signedRankLaws"))
  func signedRankLawEqualsTheCount(_ vector: StatisticsVector) throws {
    let law = SignedRankLaw(count: try vector.integer("k"))
    let found = law.cumulative(try vector.integer("w"))
    #expect(agrees(found, try vector.number("below"), within: law.count < 50 ? 0 : 1e-13))
  }

  @Test(arguments: try StatisticsVector.all("criticalValues"))
  func criticalValuesEqualTheCount(_ vector: StatisticsVector) throws {
    let law = SignedRankLaw(count: try vector.integer("k"))
    #expect((law.critical(try vector.number("q")) ?? -1) == (try vector.integer("c")))
  }

  @Test func criticalValuesAreThoseOfTheVerdictRule() {
    for (k, c) in [(6, 0), (8, 3), (10, 8), (20, 52), (40, 264), (60, 648)] {
      #expect(SignedRankLaw(count: k).critical(0.025) == c)
    }
    for (k, c) in [(10, 3), (20, 39), (40, 225), (60, 577)] {
      #expect(SignedRankLaw(count: k).critical(0.00625) == c)
    }
    #expect(SignedRankLaw(count: 5).critical(0.025) == nil)
  }

  @Test func exactLawsMeetTheNormalOnes() throws {
    let exact = try #require(SignedRankLaw(count: 200).critical(0.025))
    let normal = try #require(SignedRankLaw(count: 201).critical(0.025))
    #expect((60...110).contains(normal - exact))
    let sums = try #require(RankSumLaw(first: 50, second: 50).critical(0.025))
    let next = try #require(RankSumLaw(first: 51, second: 50).critical(0.025))
    #expect((10...30).contains(next - sums))
  }

  @Test(arguments: try StatisticsVector.all("generators"))
  func generatorEqualsThePublishedOne(_ vector: StatisticsVector) throws {
    var generator = Xoshiro256(seed: try #require(UInt64(try vector.text("seed"))))
    for expected in try vector.texts("next") {
      #expect(expected == "\(generator.next())")
    }
    for expected in try vector.numbers("below") {
      #expect(generator.index(below: 1000) == Int(expected))
    }
  }

  @Test func unitsLieInsideTheOpenInterval() {
    var generator = Xoshiro256(seed: 9)
    var sum = 0.0
    for _ in 0..<4_000 {
      let unit = generator.unit()
      #expect(unit > 0 && unit < 1)
      sum += unit
    }
    #expect(abs(sum / 4_000 - 0.5) < 4 * 0.2887 / 63.2)
  }
}
