/// The autocorrelation at a lag: sum (x_t - m)(x_(t+lag) - m) / sum (x_t - m)^2, m the mean (Box &
/// Jenkins); NaN if the lag is not below the number of values or all are equal.
public func autocorrelation(_ values: Span<Double>, lag: Int = 1) -> Double {
  guard lag >= 0, lag < values.count else { return .nan }
  let center = mean(values)
  var products = 0.0
  var squares = 0.0
  for index in values.indices {
    let distance = values[index] - center
    squares += distance * distance
    if index >= lag { products += distance * (values[index - lag] - center) }
  }
  return products / squares
}

/// The autocorrelation at a lag after values beyond `center` -+ 3 * 1.4826 median absolute
/// deviations are moved to that bound, so that no single outlier hides or feigns a dependence.
///
/// The deviations are about the median. NaN as without clipping, and if more than half of the
/// values are equal.
public func clippedAutocorrelation(
  _ values: Span<Double>, center: Double, lag: Int = 1
) -> Double {
  let reach = 3 * 1.4826 * medianAbsoluteDeviation(values)
  guard reach > 0 else { return .nan }
  let clipped = [Double](capacity: values.count) { output in
    for index in values.indices {
      output.append(min(center + reach, max(center - reach, values[index])))
    }
  }
  return autocorrelation(clipped.span, lag: lag)
}
