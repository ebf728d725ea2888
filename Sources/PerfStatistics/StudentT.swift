internal import Glibc

/// Student's t distribution.
public struct StudentT: Sendable {
  /// The degrees of freedom, above 0.
  public var degreesOfFreedom: Double

  /// Makes a distribution.
  public init(degreesOfFreedom: Double) { self.degreesOfFreedom = degreesOfFreedom }

  /// P(T <= t), by the regularised incomplete beta function (NIST DLMF 8.17).
  public func cumulative(_ t: Double) -> Double {
    guard t.isFinite else { return t.isNaN ? .nan : (t < 0 ? 0 : 1) }
    let n = degreesOfFreedom
    let square = t * t
    if square < min(n, 1) {
      let middle = regularizedBeta(square / (n + square), 0.5, n / 2) / 2
      return t < 0 ? 0.5 - middle : 0.5 + middle
    }
    let tail = regularizedBeta(n / (n + square), n / 2, 0.5) / 2
    return t < 0 ? tail : 1 - tail
  }

  /// P(T > t), exact also where it is far below 1e-16.
  public func upperTail(_ t: Double) -> Double { cumulative(-t) }

  /// The value t with P(T <= t) = p, for 0 < p < 1, by bisection to the last bit of interest.
  public func quantile(_ p: Double) -> Double {
    guard p > 0, p < 1 else { return p == 0 ? -.infinity : (p == 1 ? .infinity : .nan) }
    guard p != 0.5 else { return 0 }
    let tail = p < 0.5 ? p : 1 - p
    var low = 0.0
    var high = 1.0
    while upperTail(high) > tail { high *= 2 }
    for _ in 0..<200 {
      let middle = (low + high) / 2
      guard middle > low, middle < high else { break }
      if upperTail(middle) > tail { low = middle } else { high = middle }
    }
    return (p < 0.5 ? -1 : 1) * (low + high) / 2
  }
}

/// The regularised incomplete beta function I_x(a, b), by its continued fraction (NIST DLMF
/// 8.17.22) evaluated with Lentz's method.
func regularizedBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
  guard x > 0 else { return 0 }
  guard x < 1 else { return 1 }
  guard x <= (a + 1) / (a + b + 2) else { return 1 - regularizedBeta(1 - x, b, a) }
  let front =
    exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)) / a
  let tiny = 1e-300
  var c = 1.0
  var d = 1 - (a + b) * x / (a + 1)
  d = 1 / (abs(d) < tiny ? tiny : d)
  var fraction = d
  for step in 1...500 {
    let m = Double(step)
    for numerator in [
      m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
      -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
    ] {
      d = 1 + numerator * d
      d = 1 / (abs(d) < tiny ? tiny : d)
      c = 1 + numerator / c
      if abs(c) < tiny { c = tiny }
      fraction *= c * d
    }
    if abs(c * d - 1) < 1e-15 { break }
  }
  return front * fraction
}
