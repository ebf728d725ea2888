/// What a signed-rank test does with differences of zero.
public enum ZeroDifferences: Sendable, Hashable {
  /// Zeros are dropped before ranking (Wilcoxon 1945).
  case dropped
  /// Zeros are ranked, then their ranks are dropped (Pratt 1959).
  case ranked
}

/// Wilcoxon's signed-rank test that differences are symmetric about zero.
///
/// The statistic is W+, the sum of the ranks of the positive differences. `.automatic` is exact up
/// to 50 nonzero differences, `.exact` up to 200, both given the ties; beyond that normal with
/// mean sum(r)/2 and variance sum(r^2)/4 over the mean ranks r. NaN if nothing but zeros is there
/// or a value is NaN.
public func wilcoxonSignedRank(
  _ differences: Span<Double>, _ alternative: Alternative = .twoSided,
  zeros: ZeroDifferences = .dropped, law: NullLaw = .automatic
) -> TestResult {
  var kept: [Double] = []
  kept.reserveCapacity(differences.count)
  for index in differences.indices where zeros == .ranked || differences[index] != 0 {
    guard !differences[index].isNaN else { return .none }
    kept.append(differences[index])
  }
  kept.sort { abs($0) < abs($1) }
  let ranks = doubledMidranks(kept.map(abs))
  let scored = kept.indices.filter { kept[$0] != 0 }
  guard !scored.isEmpty else { return .none }
  let doubled = scored.reduce(0) { $0 + (kept[$1] > 0 ? ranks[$1] : 0) }
  let statistic = Double(doubled) / 2
  let continuity: Double
  switch law {
  case .automatic where scored.count <= 50, .exact where scored.count <= SignedRankLaw.exactCount:
    let ways = ConditionalLaw.signs(of: scored.map { ranks[$0] })
    let tails = ConditionalLaw.tails(ways, doubled)
    return TestResult(
      statistic: statistic, pValue: alternative.pValue(less: tails.less, greater: tails.greater),
      isExact: true)
  case .automatic, .exact, .normal(continuity: true): continuity = 0.5
  case .normal(continuity: false): continuity = 0
  }
  var sum = 0.0
  var squares = 0.0
  for index in scored {
    let rank = Double(ranks[index]) / 2
    sum += rank
    squares += rank * rank
  }
  let p = alternative.normalPValue(
    statistic, mean: sum / 2, deviation: squares.squareRoot() / 2, continuity: continuity)
  return TestResult(statistic: statistic, pValue: p, isExact: false)
}

/// The signed-rank p-value of "the centre is greater (or less) than `value`" that is strict about
/// ties: P(W_k <= #{averages <= value}), or with >= for `.less`.
///
/// It is dual to the ends of ``signedRankInterval(_:level:)`` and valid with ties and zeros, where
/// it errs on the safe side. `.twoSided` doubles the smaller one. NaN when empty or if a value is
/// not finite.
public func strictSignedRankPValue(
  _ values: Span<Double>, against value: Double, _ alternative: Alternative
) -> Double {
  guard let averages = WalshAverages(values) else { return .nan }
  let law = SignedRankLaw(count: averages.sampleCount)
  return alternative.pValue(
    less: law.cumulative(averages.count(atLeast: value)),
    greater: law.cumulative(averages.count(atMost: value)))
}
