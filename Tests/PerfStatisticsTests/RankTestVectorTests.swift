import PerfStatistics
import Testing

@Suite struct RankTestVectorTests {
  @Test(arguments: try StatisticsVector.all("mannWhitney"))
  func mannWhitneyEqualsSciPy(_ vector: StatisticsVector) throws {
    let isNamed = vector.has("first")
    let first = try vector.sample(isNamed ? "first" : "x")
    let second = try vector.sample(isNamed ? "second" : "y")
    let law = try vector.law()
    let found = mannWhitney(first.span, second.span, try vector.alternative(), law: law)
    #expect(found.statistic == (try vector.number("u")))
    #expect(agrees(found.pValue, try vector.number("p"), within: law == .exact ? 1e-14 : 1e-11))
    #expect(found.isExact == (law == .exact))
  }

  @Test(arguments: try StatisticsVector.all("wilcoxon"))
  func signedRankEqualsSciPy(_ vector: StatisticsVector) throws {
    let values = try vector.sample()
    let law = try vector.law()
    let zeros: ZeroDifferences = try vector.text("zeros") == "ranked" ? .ranked : .dropped
    let found = wilcoxonSignedRank(values.span, try vector.alternative(), zeros: zeros, law: law)
    #expect(found.statistic == (try vector.number("statistic")))
    #expect(agrees(found.pValue, try vector.number("p"), within: law == .exact ? 1e-14 : 1e-11))
  }

  @Test(arguments: try StatisticsVector.all("strictPValues"))
  func strictSignedRankEqualsTheCount(_ vector: StatisticsVector) throws {
    let values = try vector.sample()
    let value = try vector.number("value")
    for (alternative, key) in [(Alternative.greater, "greater"), (.less, "less")] {
      let found = strictSignedRankPValue(values.span, against: value, alternative)
      #expect(agrees(found, try vector.number(key), within: 1e-15))
    }
  }

  @Test(arguments: try StatisticsVector.all("permutation"))
  func permutationEqualsSciPy(_ vector: StatisticsVector) throws {
    let first = try vector.sample("first")
    let second = try vector.sample("second")
    let alternative = try vector.alternative()
    let found = permutationTest(first.span, second.span, alternative) { mean($0) - mean($1) }
    let expected = try vector.number("p")
    #expect(found.isExact)
    #expect(agrees(found.pValue, expected, within: 1e-14))
    #expect(agrees(found.statistic, try vector.number("statistic")))
    let drawn = permutationTest(first.span, second.span, alternative, draws: 60, seed: 3) {
      mean($0) - mean($1)
    }
    #expect(!drawn.isExact)
    #expect(abs(drawn.pValue - expected) < 8 * (0.25 / 60).squareRoot())
  }

  @Test(arguments: try StatisticsVector.all("signFlips"))
  func signFlipsEqualSciPy(_ vector: StatisticsVector) throws {
    let values = try vector.sample()
    let found = signFlipTest(values.span, try vector.alternative(), statistic: mean)
    #expect(found.isExact)
    #expect(agrees(found.pValue, try vector.number("p"), within: 1e-14))
  }

  @Test func drawnPermutationsApproachTheEnumeratedOnes() throws {
    let first = try StatisticsVector.sample("normal8")
    let second = try StatisticsVector.sample("normal5")
    let exact = permutationTest(first.span, second.span, .greater) { mean($0) - mean($1) }
    let drawn = permutationTest(first.span, second.span, .greater, draws: 1_200, seed: 11) {
      mean($0) - mean($1)
    }
    #expect(exact.isExact && !drawn.isExact)
    #expect(abs(exact.pValue - drawn.pValue) < 4 * (0.25 / 1_200).squareRoot())
    let values = try StatisticsVector.sample("normal10")
    let signs = signFlipTest(values.span, .greater, statistic: mean)
    let some = signFlipTest(values.span, .greater, draws: 1_000, seed: 2, statistic: mean)
    #expect(signs.isExact && !some.isExact)
    #expect(abs(signs.pValue - some.pValue) < 4 * (0.25 / 1_000).squareRoot())
  }
}
