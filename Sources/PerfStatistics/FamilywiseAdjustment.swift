/// p-values adjusted by Holm's step-down method (Holm 1979), which bounds the probability of any
/// false rejection in the family.
public func holmAdjusted(_ p: [Double]) -> [Double] {
  let order = p.indices.sorted { p[$0] < p[$1] }
  var adjusted = [Double](repeating: 1, count: p.count)
  var largest = 0.0
  for (rank, index) in order.enumerated() {
    largest = max(largest, min(1, p[index] * Double(p.count - rank)))
    adjusted[index] = largest
  }
  return adjusted
}

/// p-values adjusted by the step-up method of Benjamini & Hochberg (1995), which bounds the share
/// of false rejections.
public func benjaminiHochbergAdjusted(_ p: [Double]) -> [Double] {
  let order = p.indices.sorted { p[$0] > p[$1] }
  var adjusted = [Double](repeating: 1, count: p.count)
  var smallest = 1.0
  for (place, index) in order.enumerated() {
    smallest = min(smallest, p[index] * Double(p.count) / Double(p.count - place))
    adjusted[index] = smallest
  }
  return adjusted
}
