/// The n m differences x_i - y_j of two samples, counted and selected from but never stored.
struct SampleDifferences {
  private let first: [Double]
  private let second: [Double]

  /// Nil if a sample is empty or a value is NaN or infinite.
  init?(_ first: Span<Double>, _ second: Span<Double>) {
    guard let x = sortedCopy(first), let y = sortedCopy(second), !x.isEmpty, !y.isEmpty,
      x[0].isFinite, x[x.count - 1].isFinite, y[0].isFinite, y[y.count - 1].isFinite
    else { return nil }
    self.first = x
    self.second = y
  }

  var count: Int { first.count * second.count }

  func count(atMost limit: Double) -> Int {
    var total = 0
    var begin = 0
    for value in first {
      while begin < second.count, value - second[begin] > limit { begin += 1 }
      guard begin < second.count else { break }
      total += second.count - begin
    }
    return total
  }

  func value(rank: Int) -> Double {
    selectOrdered(
      rank: rank, from: first[0] - second[second.count - 1],
      through: first[first.count - 1] - second[0]
    ) { count(atMost: $0) }
  }

  var median: Double {
    let low = value(rank: (count + 1) / 2)
    return count % 2 == 1 ? low : (low + value(rank: count / 2 + 1)) / 2
  }
}
