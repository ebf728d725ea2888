/// How many independent values tell as much of the mean as these: n / (1 + 2 sum of r_k).
///
/// The autocorrelations r_k are summed in pairs r_2j + r_2j+1 as long as a pair is above 0, each at
/// most the one before: the initial monotone sequence of Geyer (1992). At most n; NaN of fewer than
/// 4 values or if all are equal. O(n) a lag.
public func effectiveSampleSize(_ values: Span<Double>) -> Double {
  let count = values.count
  guard count >= 4, !autocorrelation(values, lag: 1).isNaN else { return .nan }
  var time = -1.0
  var least = Double.infinity
  for lag in stride(from: 0, through: count - 2, by: 2) {
    let pair = autocorrelation(values, lag: lag) + autocorrelation(values, lag: lag + 1)
    guard pair > 0 else { break }
    least = min(least, pair)
    time += 2 * least
  }
  return Double(count) / max(1, time)
}
