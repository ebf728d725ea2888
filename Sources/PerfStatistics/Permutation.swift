/// The permutation test of two independent samples with any statistic.
///
/// All splits of the values are enumerated if there are at most `draws`; otherwise that many random
/// ones are drawn from `seed` and the p-value is (extreme + 1)/(draws + 1) (Phipson & Smyth 2010).
/// Statistics within 1e-14 of the observed one, relative, count as equal to it. NaN if a sample is
/// empty or the observed statistic is NaN. The statistic may depend on the order of the values.
public func permutationTest(
  _ first: Span<Double>, _ second: Span<Double>, _ alternative: Alternative = .twoSided,
  draws: Int = 9_999, seed: UInt64 = 1, statistic: (Span<Double>, Span<Double>) -> Double
) -> TestResult {
  let observed = statistic(first, second)
  guard !first.isEmpty, !second.isEmpty, !observed.isNaN else { return .none }
  var values = [Double](capacity: first.count + second.count) { output in
    for index in first.indices { output.append(first[index]) }
    for index in second.indices { output.append(second[index]) }
  }
  let size = first.count
  var extremes = ExtremeCount(observed)
  func judge() {
    let all = values.span
    extremes.add(statistic(all.extracting(first: size), all.extracting(droppingFirst: size)))
  }
  guard SubsetSequence.count(of: values.count, choosing: size) > Double(draws) else {
    let original = values
    var subset = SubsetSequence(of: original.count, choosing: size)
    repeat {
      subset.arrange(original, into: &values)
      judge()
    } while subset.advance()
    return extremes.result(alternative, isExact: true)
  }
  var generator = Xoshiro256(seed: seed)
  for _ in 0..<draws {
    for place in 0..<size {
      values.swapAt(place, place + generator.index(below: values.count - place))
    }
    judge()
  }
  return extremes.result(alternative, isExact: false)
}

/// The permutation test that paired differences are symmetric about zero, with any statistic of
/// them: every choice of signs if there are at most `draws`, otherwise random ones (Fisher 1935).
///
/// Counting, ties and NaN as in the test of two samples.
public func signFlipTest(
  _ differences: Span<Double>, _ alternative: Alternative = .twoSided, draws: Int = 9_999,
  seed: UInt64 = 1, statistic: (Span<Double>) -> Double
) -> TestResult {
  let observed = statistic(differences)
  guard !differences.isEmpty, !observed.isNaN else { return .none }
  var values = [Double](capacity: differences.count) { output in
    for index in differences.indices { output.append(differences[index]) }
  }
  var extremes = ExtremeCount(observed)
  guard values.count >= 60 || 1 << values.count > draws else {
    for pattern in 0..<(1 << values.count) {
      for index in values.indices {
        values[index] = pattern >> index & 1 == 0 ? differences[index] : -differences[index]
      }
      extremes.add(statistic(values.span))
    }
    return extremes.result(alternative, isExact: true)
  }
  var generator = Xoshiro256(seed: seed)
  for _ in 0..<draws {
    for index in values.indices where generator.next() >> 63 == 1 { values[index].negate() }
    extremes.add(statistic(values.span))
  }
  return extremes.result(alternative, isExact: false)
}

/// How many statistics are at least as extreme as the observed one.
private struct ExtremeCount {
  let observed: Double
  let tolerance: Double
  var less = 0
  var greater = 0
  var total = 0

  init(_ observed: Double) {
    self.observed = observed
    tolerance = 1e-14 * abs(observed)
  }

  mutating func add(_ value: Double) {
    total += 1
    if value <= observed + tolerance { less += 1 }
    if value >= observed - tolerance { greater += 1 }
  }

  func result(_ alternative: Alternative, isExact: Bool) -> TestResult {
    let extra = isExact ? 0 : 1
    let count = Double(total + extra)
    let p = alternative.pValue(
      less: Double(less + extra) / count, greater: Double(greater + extra) / count)
    return TestResult(statistic: observed, pValue: p, isExact: isExact)
  }
}
