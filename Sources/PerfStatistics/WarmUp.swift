internal import Glibc

/// The values at the start of a series that differ from the rest.
public struct WarmUp: Sendable, Hashable {
  /// How many first values are the warm-up; 0 if none is shown, or none ends.
  public var count: Int
  /// The probability of so large a difference of first and later values in a stationary series.
  public var pValue: Double
  /// Whether the series settles: false if a change is shown and goes on beyond its first half.
  public var isSettled: Bool
}

/// Finds the warm-up of a series of iterations, in two published steps over its van der Waerden
/// scores, so that heavy tails have no say.
///
/// 1. Is there any? The largest standardised difference of the first t and the remaining values,
///    t up to n/2, against the law of such maxima (James, James & Siegmund 1987; Csörgő & Horváth,
///    Limit Theorems in Change-Point Analysis, 1997, 1.3). As in Schruben's test for initialisation
///    bias (1982), the variance is that of the second half; it is multiplied by (1 + r)/(1 - r) for
///    its autocorrelation r, corrected for its bias (Marriott & Pope 1954).
/// 2. How long? The truncation MSER of White (1997): the d that minimises the squared standard error
///    of the mean of what remains, sum (x - mean)^2 / (n - d)^2, at most n/2.
///
/// Both are repeated on what remains until it shows nothing. MSER alone drops values of series that
/// have no warm-up; the test alone puts the end of a ramp in its middle. A series of fewer than 30
/// values, or with a NaN, shows nothing.
public func warmUp(_ values: Span<Double>, level: Double = 0.01) -> WarmUp {
  var found = WarmUp(count: 0, pValue: 1, isSettled: true)
  while found.count <= values.count / 2 {
    let rest = values.extracting(last: values.count - found.count)
    guard rest.count >= 30, let scores = normalScores(rest) else { break }
    let p = initialBiasPValue(scores.span)
    if found.count == 0 { found.pValue = p }
    guard p <= level else { break }
    let cut = minimalStandardErrorCut(scores.span)
    guard cut > 0 else { break }
    found.count += cut
  }
  guard found.count <= values.count / 2 else {
    return WarmUp(count: 0, pValue: found.pValue, isSettled: false)
  }
  return found
}

/// The probability of the largest standardised difference of first and later values, t up to n/2.
private func initialBiasPValue(_ scores: Span<Double>) -> Double {
  let deviation = settledVariance(scores).squareRoot()
  guard deviation > 0 else { return 1 }
  let count = Double(scores.count)
  let center = mean(scores)
  var sum = 0.0
  var largest = 0.0
  for index in 0..<(scores.count / 2) {
    sum += scores[index] - center
    let t = Double(index + 1)
    largest = max(largest, abs(sum) / (deviation * (t * (1 - t / count)).squareRoot()))
  }
  guard largest > 1 else { return 1 }
  let density = exp(-largest * largest / 2) / (2 * Double.pi).squareRoot()
  let breadth = 2 * log(count - 1)
  let square = largest * largest
  let both = largest * density * ((1 - 1 / square) * breadth + 4 / square)
  return min(1, both / 2)
}

/// The variance that sums of the second half's values have per value, autocorrelation included.
private func settledVariance(_ scores: Span<Double>) -> Double {
  let half = scores.count / 2
  let settled = scores.extracting(last: scores.count - half)
  let own = variance(settled)
  guard own > 0 else { return variance(scores) }
  let count = Double(settled.count)
  let biased = autocorrelation(settled)
  let r = min(0.95, max(0, (count * biased + 1) / (count - 4)))
  return own * (1 + r) / (1 - r)
}

/// The d from 0 to n/2 with the smallest sum of (x - mean)^2 / (n - d)^2 over the values after d.
private func minimalStandardErrorCut(_ values: Span<Double>) -> Int {
  let half = values.count / 2
  var best = 0
  var least = Double.infinity
  var center = 0.0
  var squares = 0.0
  var taken = 0.0
  for index in stride(from: values.count - 1, through: 0, by: -1) {
    taken += 1
    let distance = values[index] - center
    center += distance / taken
    squares += distance * (values[index] - center)
    if index <= half, squares / (taken * taken) <= least {
      least = squares / (taken * taken)
      best = index
    }
  }
  return best
}
