/// Cohen's d: the difference of the means, first minus second, over the pooled standard deviation
/// sqrt(((n-1) vx + (m-1) vy) / (n+m-2)) (Cohen 1988); NaN of fewer than two values in a sample.
public func cohensD(_ first: Span<Double>, _ second: Span<Double>) -> Double {
  let n = Double(first.count)
  let m = Double(second.count)
  let pooled = ((n - 1) * variance(first) + (m - 1) * variance(second)) / (n + m - 2)
  return (mean(first) - mean(second)) / pooled.squareRoot()
}

/// Vargha and Delaney's A = P(X > Y) + P(X = Y)/2 = U/(nm), from 0 to 1, one half for equal laws
/// (Vargha & Delaney 2000); NaN if a sample is empty or a value is NaN.
public func varghaDelaneyA(_ first: Span<Double>, _ second: Span<Double>) -> Double {
  guard let x = sortedCopy(first), let y = sortedCopy(second), !x.isEmpty, !y.isEmpty else {
    return .nan
  }
  let pairs = Double(x.count) * Double(y.count)
  return Double(SampleOverlap(x.span, y.span).doubledU) / (2 * pairs)
}

/// Cliff's delta = P(X > Y) - P(X < Y) = 2A - 1, from -1 to 1 (Cliff 1993); NaN if a sample is
/// empty or a value is NaN.
public func cliffsDelta(_ first: Span<Double>, _ second: Span<Double>) -> Double {
  2 * varghaDelaneyA(first, second) - 1
}
