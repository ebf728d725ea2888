/// Null laws of sums of integer scores, counted by the shift algorithm (Streitberg & Roehmel 1986).
///
/// Counts are doubles: exact below 2^53, then with a relative error of about 1e-16 an addition.
enum ConditionalLaw {
  /// How many of the subsets with `size` elements have each sum of scores; scores are at least 0.
  static func subsets(of scores: [Int], size: Int) -> [Double] {
    let width = scores.sorted().suffix(size).reduce(0, +) + 1
    var ways = [Double](repeating: 0, count: (size + 1) * width)
    ways[0] = 1
    for (seen, score) in scores.enumerated() {
      for chosen in stride(from: min(seen + 1, size), to: 0, by: -1) {
        let target = chosen * width
        let source = target - width - score
        for sum in stride(from: score, to: width, by: 1) {
          ways[target + sum] += ways[source + sum]
        }
      }
    }
    return Array(ways.suffix(width))
  }

  /// How many of the 2^n choices of signs give each sum of the scores with a plus.
  static func signs(of scores: [Int]) -> [Double] {
    var ways = [Double](repeating: 0, count: scores.reduce(0, +) + 1)
    ways[0] = 1
    var reached = 0
    for score in scores {
      reached += score
      for sum in stride(from: reached, through: score, by: -1) { ways[sum] += ways[sum - score] }
    }
    return ways
  }

  /// P(S <= sum) and P(S >= sum).
  static func tails(_ ways: [Double], _ sum: Int) -> (less: Double, greater: Double) {
    var less = 0.0
    var greater = 0.0
    for index in stride(from: 0, through: sum, by: 1) { less += ways[index] }
    for index in stride(from: ways.count - 1, through: sum, by: -1) { greater += ways[index] }
    let total = less + greater - ways[sum]
    return (less / total, greater / total)
  }
}
