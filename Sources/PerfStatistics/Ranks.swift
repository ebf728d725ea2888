/// The ranks of values in their order, from 1, equal values sharing their mean rank; nil if a value
/// is NaN.
func averageRanks(_ values: Span<Double>) -> [Double]? {
  var order: [(value: Double, index: Int)] = []
  order.reserveCapacity(values.count)
  for index in values.indices {
    guard !values[index].isNaN else { return nil }
    order.append((values[index], index))
  }
  order.sort { $0.value < $1.value }
  var ranks = [Double](repeating: 0, count: values.count)
  var begin = 0
  while begin < order.count {
    var end = begin + 1
    while end < order.count, order[end].value == order[begin].value { end += 1 }
    for place in begin..<end { ranks[order[place].index] = Double(begin + 1 + end) / 2 }
    begin = end
  }
  return ranks
}

/// The van der Waerden scores of values in their order, the normal quantiles of rank/(n + 1).
///
/// No outlier, however far, has more weight than its rank. Nil if a value is NaN.
func normalScores(_ values: Span<Double>) -> [Double]? {
  let parts = Double(values.count + 1)
  return averageRanks(values)?.map { StandardNormal.quantile($0 / parts) }
}
