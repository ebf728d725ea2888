/// The shift of quantile levels in a BCa interval (Efron & Tibshirani 1993, 14.3 and 15.4).
struct BiasCorrection {
  private let bias: Double
  private let acceleration: Double

  /// `sorted` holds the draws in order, `jackknife` for each sample the statistics without one of
  /// its values.
  init(_ estimate: Double, sorted: Span<Double>, jackknife: [[Double]]) {
    var below = 0
    var equal = 0
    for index in sorted.indices {
      if sorted[index] < estimate { below += 1 }
      if sorted[index] == estimate { equal += 1 }
    }
    let draws = Double(sorted.count)
    let share = (Double(below) + Double(equal) / 2) / draws
    bias = StandardNormal.quantile(min(1 - 0.5 / draws, max(0.5 / draws, share)))
    var cubes = 0.0
    var squares = 0.0
    for statistics in jackknife {
      let count = Double(statistics.count)
      let center = mean(statistics.span)
      for statistic in statistics {
        let influence = (count - 1) * (center - statistic) / count
        squares += influence * influence
        cubes += influence * influence * influence
      }
    }
    acceleration = squares > 0 ? cubes / (6 * squares * squares.squareRoot()) : 0
  }

  /// The level to read instead of `level`.
  func level(_ level: Double) -> Double {
    let moved = bias + StandardNormal.quantile(level)
    return StandardNormal.cumulative(bias + moved / (1 - acceleration * moved))
  }
}
