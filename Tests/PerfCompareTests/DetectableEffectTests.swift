import PerfModel
import Testing

@testable import PerfCompare

@Suite struct DetectableEffectTests {
  private let base = [
    10.0, 10.3, 9.8, 10.1, 9.9, 10.4, 10.0, 9.7, 10.2, 10.1, 9.9, 10.0, 10.3, 9.8, 10.2, 10.0, 9.9,
    10.1, 10.4, 9.6,
  ]
  private let rule = PairedRule(looks: [20], familySize: 1, mayRaise: false)

  private func estimate(spread: Double) throws -> PairedEstimate {
    let head = base.indices.map { 10 + spread * (base[base.count - 1 - $0] - 10) }
    let row = PairedRow(base: base, head: head, better: .lower)
    return try #require(rule.judge([row], isOver: true).first?.estimate)
  }

  @Test(arguments: [0.5, 3.0, 20.0])
  func ofTheSameNumberOfPairsItIsTheRulesOwn(_ spread: Double) throws {
    let estimate = try estimate(spread: spread)
    let effect = rule.detectableEffect(ofPairs: 20, asNoisyAs: estimate)
    #expect(abs(effect - estimate.minimumDetectableEffect) < 1e-12)
  }

  @Test func theWidthShrinksWithTheRootOfThePairs() throws {
    var estimate = try estimate(spread: 1)
    (estimate.lower, estimate.upper) = (-0.1, 0.1)
    // exp(max(ln 1.05, h) + 1.2816 h / z) - 1 with h = 0.1 sqrt(20 / k), and
    // z = 1.97348 of P(W_20 <= 52) = 0.0242205 (exact law, in Python).
    for (pairs, effect) in [(20, 0.179323688), (80, 0.085966707), (2000, 0.056841008)] {
      let found = rule.detectableEffect(ofPairs: pairs, asNoisyAs: estimate)
      #expect(abs(found - effect) < 1e-8, "\(pairs): \(found)")
    }
  }

  @Test func withoutAnIntervalNothingIsDetectable() throws {
    var estimate = try estimate(spread: 1)
    #expect(rule.detectableEffect(ofPairs: 0, asNoisyAs: estimate) == .infinity)
    estimate.upper = .infinity
    #expect(rule.detectableEffect(ofPairs: 20, asNoisyAs: estimate) == .infinity)
  }
}
