/// The slopes of all pairs of values, (x_j - x_i)/(j - i), i < j, by rising size and without a list
/// of them.
struct SenSlopes {
  private let values: [Double]
  private let order: PairOrder
  private let lowest: Double
  private let highest: Double
  /// How many there are.
  let count: Int

  init(_ values: Span<Double>, _ order: PairOrder) {
    var low = Double.infinity
    var high = -Double.infinity
    for index in 1..<values.count {
      low = min(low, values[index] - values[index - 1])
      high = max(high, values[index] - values[index - 1])
    }
    self.values = [Double](capacity: values.count) { output in
      for index in values.indices { output.append(values[index]) }
    }
    self.order = order
    // Every slope is a mean of slopes of neighbours; rounding may put it one bit beyond.
    (lowest, highest) = (low.nextDown, high.nextUp)
    count = values.count * (values.count - 1) / 2
  }

  /// The slope of a rank, from 1.
  func slope(ofRank rank: Int) -> Double {
    let falling = order.atMost - order.equal
    if rank > falling, rank <= order.atMost { return 0 }
    return selectOrdered(rank: rank, from: lowest, through: highest) {
      PairOrder(values.span, slope: $0).atMost
    }
  }

  /// Sen's slope.
  var median: Double {
    let middle = slope(ofRank: (count + 1) / 2)
    return count % 2 == 1 ? middle : (middle + slope(ofRank: count / 2 + 1)) / 2
  }
}

/// An interval of Sen's slope, in the unit of the values a step.
public struct SlopeInterval: Sendable, Hashable {
  /// The lower end.
  public var lower: Double
  /// The upper end.
  public var upper: Double
}

/// The interval of Sen's slope (Sen 1968, 2.6; Gilbert 1987, 16.4.2): the slopes whose ranks lie
/// z sqrt(Var S)/2 below and above the middle, S being Kendall's; nil of fewer than 4 values, or if
/// one is not finite.
///
/// `widening` multiplies Var S, which takes the values for independent: ``Trend/widening``.
public func senSlopeInterval(
  _ values: Span<Double>, confidence: Double = 0.95, widening: Double = 1
) -> SlopeInterval? {
  let size = values.count
  guard size >= 4, confidence > 0, confidence < 1, widening >= 1 else { return nil }
  for index in values.indices where !values[index].isFinite { return nil }
  let n = Double(size)
  let variance = (n * (n - 1) * (2 * n + 5) - tieTerm(values)) / 18 * widening
  let slopes = SenSlopes(values, PairOrder(values, slope: 0))
  let half = StandardNormal.quantile((1 + confidence) / 2) * variance.squareRoot()
  let pairs = Double(slopes.count)
  let upper = ((pairs + half) / 2).rounded(.toNearestOrEven) + 1
  let lower = ((pairs - half) / 2).rounded(.toNearestOrEven)
  return SlopeInterval(
    lower: slopes.slope(ofRank: Int(max(lower, 1))),
    upper: slopes.slope(ofRank: Int(min(upper, pairs))))
}
