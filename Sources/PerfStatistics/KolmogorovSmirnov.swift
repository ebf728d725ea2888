/// The two-sided Kolmogorov-Smirnov test that two samples come from one continuous law.
///
/// The statistic is D, the largest distance of the two empirical distributions. The p-value is
/// exact while n m <= 1e6: the share of lattice paths that leave the band (Hodges 1958); beyond
/// that the limit law at sqrt(nm/(n+m)) D. NaN if a sample is empty or a value is NaN.
public func kolmogorovSmirnov(_ first: Span<Double>, _ second: Span<Double>) -> TestResult {
  guard let x = sortedCopy(first), let y = sortedCopy(second), !x.isEmpty, !y.isEmpty else {
    return .none
  }
  let product = x.count * y.count
  let largest = largestStep(x.span, y.span)
  let distance = Double(largest) / Double(product)
  guard product <= 1_000_000 else {
    let size = Double(product) / Double(x.count + y.count)
    return TestResult(
      statistic: distance, pValue: KolmogorovLaw.limitUpperTail(size.squareRoot() * distance),
      isExact: false)
  }
  let p = KolmogorovLaw.pathsLeaving(x.count, y.count, step: largest)
  return TestResult(statistic: distance, pValue: p, isExact: true)
}

/// The two-sided Kolmogorov-Smirnov test that a sample comes from the continuous law with a given
/// distribution function.
///
/// The statistic is D = max |F_n - F|. The p-value is exact up to 1,000 values and where
/// n D^2 > 4; elsewhere the limit law with Vrbik's correction, with a relative error below 1e-3.
/// NaN when empty or if a value is NaN.
public func kolmogorovSmirnov(
  _ values: Span<Double>, cumulative: (Double) -> Double
) -> TestResult {
  guard let sorted = sortedCopy(values), !sorted.isEmpty else { return .none }
  let count = Double(sorted.count)
  var distance = 0.0
  for (index, value) in sorted.enumerated() {
    let share = cumulative(value)
    distance = max(
      distance, max(Double(index + 1) / count - share, share - Double(index) / count))
  }
  let isExact = KolmogorovLaw.isExact(count: sorted.count, distance)
  let p = KolmogorovLaw.upperTail(count: sorted.count, distance)
  return TestResult(statistic: distance, pValue: p, isExact: isExact)
}

/// The largest |i m - j n| over the values, i and j the numbers of x and y up to it.
private func largestStep(_ x: Span<Double>, _ y: Span<Double>) -> Int {
  var i = 0
  var j = 0
  var largest = 0
  while i < x.count, j < y.count {
    let value = min(x[i], y[j])
    while i < x.count, x[i] == value { i += 1 }
    while j < y.count, y[j] == value { j += 1 }
    largest = max(largest, abs(i * y.count - j * x.count))
  }
  return largest
}
