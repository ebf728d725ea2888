/// How many pairs i < j have (x_j - x_i)/(j - i) at most a slope, counted by merging.
struct PairOrder {
  private(set) var atMost = 0
  private(set) var equal = 0

  init(_ values: Span<Double>, slope: Double) {
    var rest = [Double](capacity: values.count) { output in
      for index in values.indices { output.append(values[index] - slope * Double(index)) }
    }
    var spare = rest
    var width = 1
    while width < rest.count {
      for begin in stride(from: 0, to: rest.count, by: 2 * width) {
        merge(rest, into: &spare, begin, min(begin + width, rest.count), begin + 2 * width)
      }
      swap(&rest, &spare)
      width *= 2
    }
  }

  private mutating func merge(
    _ source: [Double], into target: inout [Double], _ begin: Int, _ middle: Int, _ limit: Int
  ) {
    let end = min(limit, source.count)
    var left = begin
    var right = middle
    var first = begin
    var last = begin
    for place in begin..<end {
      if right < end, left == middle || source[right] < source[left] {
        // Values of the left half that are at least the right one begin at `first`.
        while first < middle, source[first] < source[right] { first += 1 }
        last = max(last, first)
        while last < middle, source[last] == source[right] { last += 1 }
        atMost += middle - first
        equal += last - first
        target[place] = source[right]
        right += 1
      } else {
        target[place] = source[left]
        left += 1
      }
    }
  }
}
