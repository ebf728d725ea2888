/// How two samples in ascending order lie among each other.
struct SampleOverlap {
  /// Twice the number of pairs with x > y, plus the number of pairs with x = y.
  private(set) var doubledU = 0
  /// The sum of t^3 - t over groups of t equal values.
  private(set) var tieSum = 0.0

  init(_ x: Span<Double>, _ y: Span<Double>) {
    var i = 0
    var j = 0
    while i < x.count, j < y.count {
      let value = min(x[i], y[j])
      let beginX = i
      let beginY = j
      while i < x.count, x[i] == value { i += 1 }
      while j < y.count, y[j] == value { j += 1 }
      doubledU += (i - beginX) * (beginY + j)
      addTies(i - beginX + j - beginY)
    }
    doubledU += (x.count - i) * 2 * y.count
    addRuns(x, from: i)
    addRuns(y, from: j)
  }

  private mutating func addRuns(_ sorted: Span<Double>, from start: Int) {
    var begin = start
    while begin < sorted.count {
      var end = begin + 1
      while end < sorted.count, sorted[end] == sorted[begin] { end += 1 }
      addTies(end - begin)
      begin = end
    }
  }

  private mutating func addTies(_ count: Int) {
    guard count > 1 else { return }
    let t = Double(count)
    tieSum += t * t * t - t
  }
}
