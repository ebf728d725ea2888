/// A sample and a buffer for values drawn from it with replacement.
struct Resample {
  private let original: [Double]
  private(set) var values: [Double]

  init(_ sample: Span<Double>) {
    original = [Double](capacity: sample.count) { output in
      for index in sample.indices { output.append(sample[index]) }
    }
    values = original
  }

  /// Draws as many values as the sample has.
  mutating func draw(using generator: inout Xoshiro256) {
    for index in values.indices {
      values[index] = original[generator.index(below: original.count)]
    }
  }

  /// The statistic without each of the values in turn.
  func jackknife(_ statistic: (Span<Double>) -> Double) -> [Double] {
    guard !original.isEmpty else { return [] }
    var others = Array(original.dropFirst())
    return original.indices.map { left in
      if left > 0 { others[left - 1] = original[left - 1] }
      return statistic(others.span)
    }
  }
}
