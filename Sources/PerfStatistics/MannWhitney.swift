/// The Mann-Whitney test of two independent samples (Mann & Whitney 1947).
///
/// The statistic is U of `first`: the number of pairs with x > y, pairs with x = y counting half.
/// `.automatic` is exact up to 50 values together, `.exact` up to 100, both given the ties; beyond
/// that normal with tie correction nm/12 ((N+1) - sum(t^3-t)/(N(N-1))) and continuity. NaN if a
/// sample is empty or a value is NaN. O(N log N).
public func mannWhitney(
  _ first: Span<Double>, _ second: Span<Double>, _ alternative: Alternative = .twoSided,
  law: NullLaw = .automatic
) -> TestResult {
  guard let x = sortedCopy(first), let y = sortedCopy(second), !x.isEmpty, !y.isEmpty else {
    return .none
  }
  let overlap = SampleOverlap(x.span, y.span)
  let u = Double(overlap.doubledU) / 2
  let together = x.count + y.count
  let continuity: Double
  switch law {
  case .automatic where together <= 50, .exact where together <= RankSumLaw.exactCount:
    let tails = exactTails(x, y, doubledU: overlap.doubledU, hasTies: overlap.tieSum > 0)
    return TestResult(
      statistic: u, pValue: alternative.pValue(less: tails.less, greater: tails.greater),
      isExact: true)
  case .automatic, .exact, .normal(continuity: true): continuity = 0.5
  case .normal(continuity: false): continuity = 0
  }
  let product = Double(x.count) * Double(y.count)
  let count = Double(together)
  let variance = product / 12 * ((count + 1) - overlap.tieSum / (count * (count - 1)))
  let p = alternative.normalPValue(
    u, mean: product / 2, deviation: variance.squareRoot(), continuity: continuity)
  return TestResult(statistic: u, pValue: p, isExact: false)
}

private func exactTails(
  _ x: [Double], _ y: [Double], doubledU: Int, hasTies: Bool
) -> (less: Double, greater: Double) {
  let smaller = min(x.count, y.count)
  let isSwapped = y.count < x.count
  let doubled = isSwapped ? 2 * x.count * y.count - doubledU : doubledU
  let step = hasTies ? 1 : 2
  let scores =
    hasTies
    ? doubledMidranks((x + y).sorted()).map { $0 - 2 } : Array(0..<(x.count + y.count))
  let ways = ConditionalLaw.subsets(of: scores, size: smaller)
  let tails = ConditionalLaw.tails(ways, (doubled + smaller * (smaller - 1)) / step)
  return isSwapped ? (tails.greater, tails.less) : tails
}

/// Twice the mean rank, from 1, of each of the values in ascending order.
func doubledMidranks(_ sorted: [Double]) -> [Int] {
  var ranks: [Int] = []
  ranks.reserveCapacity(sorted.count)
  var begin = 0
  while begin < sorted.count {
    var end = begin + 1
    while end < sorted.count, sorted[end] == sorted[begin] { end += 1 }
    for _ in begin..<end { ranks.append(begin + end + 1) }
    begin = end
  }
  return ranks
}
