internal import Glibc

/// The arithmetic mean, in the unit of the values; NaN when empty.
public func mean(_ values: Span<Double>) -> Double {
  var sum = 0.0
  for index in values.indices { sum += values[index] }
  return sum / Double(values.count)
}

/// The sample variance sum (x - mean)^2 / (n - 1), in the squared unit; NaN of fewer than two.
///
/// Two passes, the second corrected by the squared sum of the residuals (Chan, Golub & LeVeque
/// 1983, eq. 1.7), so that values far from zero lose nothing.
public func variance(_ values: Span<Double>) -> Double {
  guard values.count > 1 else { return .nan }
  let center = mean(values)
  var squares = 0.0
  var residual = 0.0
  for index in values.indices {
    let distance = values[index] - center
    squares += distance * distance
    residual += distance
  }
  let count = Double(values.count)
  return (squares - residual * residual / count) / (count - 1)
}

/// The sample standard deviation, with n - 1; NaN of fewer than two values.
public func standardDeviation(_ values: Span<Double>) -> Double {
  variance(values).squareRoot()
}

/// The median absolute deviation median |x - median(x)|, in the unit of the values, unscaled; NaN
/// when empty or if a value is NaN.
///
/// Times 1.4826 it estimates the standard deviation of a normal law (Hampel 1974).
public func medianAbsoluteDeviation(_ values: Span<Double>) -> Double {
  let center = median(values)
  let distances = [Double](capacity: values.count) { output in
    for index in values.indices { output.append(abs(values[index] - center)) }
  }
  return median(distances.span)
}
