/// The median of a sample: the middle value, or the mean of the two middle ones; NaN when empty.
public func median(_ values: Span<Double>) -> Double {
  guard !values.isEmpty else { return .nan }
  var sorted = [Double](capacity: values.count) { output in
    for index in values.indices { output.append(values[index]) }
  }
  sorted.sort()
  let middle = sorted.count / 2
  return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/// The arithmetic mean; NaN when empty.
public func mean(_ values: Span<Double>) -> Double {
  var sum = 0.0
  for index in values.indices { sum += values[index] }
  return sum / Double(values.count)
}

/// The sample standard deviation, with n - 1; NaN of fewer than two values.
public func standardDeviation(_ values: Span<Double>) -> Double {
  guard values.count > 1 else { return .nan }
  let center = mean(values)
  var sum = 0.0
  for index in values.indices {
    let distance = values[index] - center
    sum += distance * distance
  }
  return (sum / Double(values.count - 1)).squareRoot()
}
