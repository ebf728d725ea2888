internal import Glibc

/// Null laws of Kolmogorov-Smirnov distances.
enum KolmogorovLaw {
  static let exactCount = 1_000

  /// P(sqrt(n) D >= x) for n to infinity (Kolmogorov 1933): 2 sum (-1)^(j-1) exp(-2 j^2 x^2), and
  /// its theta transform for small x.
  static func limitUpperTail(_ x: Double) -> Double {
    guard x > 0 else { return 1 }
    var sum = 0.0
    if x < 1 {
      for j in stride(from: 1.0, through: 39, by: 2) {
        sum += exp(-j * j * Double.pi * Double.pi / (8 * x * x))
      }
      return 1 - sum * (2 * Double.pi).squareRoot() / x
    }
    for j in stride(from: 1.0, through: 19, by: 1) {
      let term = exp(-2 * j * j * x * x)
      sum += Int(j) % 2 == 1 ? term : -term
    }
    return min(1, 2 * sum)
  }

  /// Whether ``upperTail(count:_:)`` is exact.
  static func isExact(count n: Int, _ d: Double) -> Bool {
    n <= exactCount || Double(n) * d * d > 4
  }

  /// P(D >= d) of one sample: by the matrix of Marsaglia, Tsang & Wang 2003 while n d^2 <= 4, of
  /// more than 1,000 values there by the limit law with the correction of Vrbik 2018; above it
  /// twice the one-sided tail, whose relative error is then below 1e-10.
  static func upperTail(count n: Int, _ d: Double) -> Double {
    let size = Double(n)
    guard d > 0.5 / size else { return 1 }
    guard d < 1 else { return 0 }
    guard size * d * d <= 4 else { return 2 * oneSidedUpperTail(count: n, d) }
    guard n <= exactCount else {
      let x = size.squareRoot() * d
      return limitUpperTail(x + 1 / (6 * size.squareRoot()) + (x - 1) / (4 * size))
    }
    return max(0, 1 - matrixCumulative(count: n, d))
  }

  /// P(D+ >= d), by the sum of Smirnov 1944 of positive terms.
  private static func oneSidedUpperTail(count n: Int, _ d: Double) -> Double {
    let size = Double(n)
    var sum = 0.0
    for j in 0...Int(size * (1 - d)) {
      let left = d + Double(j) / size
      let right = 1 - left
      guard right > 0 else { continue }
      let ways = lgamma(size + 1) - lgamma(Double(j) + 1) - lgamma(size - Double(j) + 1)
      sum += exp(ways + Double(j - 1) * log(left) + Double(n - j) * log(right))
    }
    return d * sum
  }

  private static func matrixCumulative(count n: Int, _ d: Double) -> Double {
    let k = Int(Double(n) * d) + 1
    let m = 2 * k - 1
    let h = Double(k) - Double(n) * d
    var matrix = SquareMatrix(size: m)
    for row in 0..<m {
      for column in 0...min(row + 1, m - 1) { matrix[row, column] = 1 }
    }
    for index in 0..<m {
      matrix[index, 0] -= pow(h, Double(index + 1))
      matrix[m - 1, index] -= pow(h, Double(m - index))
    }
    if h > 0.5 { matrix[m - 1, 0] += pow(2 * h - 1, Double(m)) }
    for row in 0..<m {
      for column in 0...min(row + 1, m - 1) {
        matrix[row, column] *= exp(-lgamma(Double(row - column + 2)))
      }
    }
    let (power, exponent) = matrix.raised(to: n)
    let size = Double(n)
    return power[k - 1, k - 1]
      * exp(lgamma(size + 1) - size * log(size) + Double(exponent) * log(2))
  }

  /// The probability that a random path from (0, 0) to (n, m) meets |i m - j n| >= step, summed
  /// from where paths first do so.
  static func pathsLeaving(_ n: Int, _ m: Int, step: Int) -> Double {
    guard step > 0 else { return 1 }
    var inside = [Double](repeating: 0, count: m + 1)
    inside[0] = 1
    var left = 0.0
    for i in 0...n {
      for j in 0...m {
        var mass = i == 0 && j == 0 ? 1.0 : 0
        if i > 0 { mass += inside[j] * Double(n - i + 1) / Double(n + m - i - j + 1) }
        if j > 0 { mass += inside[j - 1] * Double(m - j + 1) / Double(n + m - i - j + 1) }
        if abs(i * m - j * n) >= step {
          left += mass
          mass = 0
        }
        inside[j] = mass
      }
    }
    return min(1, left)
  }
}
