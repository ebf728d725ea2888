/// The number of successes in independent trials.
///
/// Probabilities are computed from the mode outwards by their ratios and divided by their sum: no
/// factorial, about 1e-14 relative error for any number of trials.
struct BinomialLaw {
  private let first: Int
  private let cumulatives: [Double]

  init(trials: Int, probability p: Double) {
    guard p > 0, p < 1 else {
      first = p > 0 ? trials : 0
      cumulatives = [1]
      return
    }
    let odds = p / (1 - p)
    let mode = min(trials, Int(Double(trials + 1) * p))
    var below: [Double] = []
    var weight = 1.0
    var value = mode
    while value > 0 {
      weight *= Double(value) / (Double(trials - value + 1) * odds)
      guard weight > 1e-300 else { break }
      below.append(weight)
      value -= 1
    }
    first = mode - below.count
    var weights = Array(below.reversed())
    weights.append(1)
    weight = 1
    value = mode
    while value < trials {
      weight *= Double(trials - value) * odds / Double(value + 1)
      guard weight > 1e-300 else { break }
      weights.append(weight)
      value += 1
    }
    let total = weights.reduce(0, +)
    var sum = 0.0
    cumulatives = weights.map { weight in
      sum += weight
      return sum / total
    }
  }

  /// P(B <= value).
  func cumulative(_ value: Int) -> Double {
    value < first ? 0 : cumulatives[min(value - first, cumulatives.count - 1)]
  }

  /// The largest value with P(B <= value) <= level; -1 if there is none.
  func critical(_ level: Double) -> Int {
    var low = 0
    var high = cumulatives.count
    while low < high {
      let middle = (low + high) / 2
      if cumulatives[middle] <= level { low = middle + 1 } else { high = middle }
    }
    return first + low - 1
  }
}
