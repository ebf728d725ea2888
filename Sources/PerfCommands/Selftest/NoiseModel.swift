internal import Glibc
internal import PerfStatistics

/// Laws of noise on the logarithm of a time, all with median 0.
enum NoiseModel: String, CaseIterable {
  /// Normal.
  case normal
  /// Student's t with 3 degrees of freedom.
  case t3
  /// Normal, with one value in twenty 15 to 40 % larger.
  case outliers
  /// Log-normal: skewed to large values.
  case skewed
  /// Normal, with bursts in which neighbouring values are 10 to 30 % larger.
  case bursts

  /// Values in time order, with a standard deviation near `sd` where they are not disturbed.
  func values(_ count: Int, sd: Double, _ generator: inout Xoshiro256) -> [Double] {
    var burst = 0.0
    return (0..<count).map { _ in
      let z = generator.normal()
      switch self {
      case .normal: return sd * z
      case .t3:
        let squares = (0..<3).reduce(0.0) { sum, _ in
          let w = generator.normal()
          return sum + w * w
        }
        return sd * z / squares.squareRoot()
      case .outliers:
        let isOutlier = generator.unit() < 0.05
        return sd * z + (isOutlier ? 0.15 + 0.25 * generator.unit() : 0)
      case .skewed: return sd * expm1(0.8 * z) / 0.8
      case .bursts:
        if generator.unit() < 0.1 { burst = 0.1 + 0.2 * generator.unit() }
        if generator.unit() < 0.4 { burst = 0 }
        return sd * z + burst
      }
    }
  }
}
