/// The subsets of a size, in lexicographic order of their indices (Knuth, The Art of Computer
/// Programming 4A, 7.2.1.3).
struct SubsetSequence {
  private let count: Int
  private var chosen: [Int]

  init(of count: Int, choosing size: Int) {
    self.count = count
    chosen = Array(0..<size)
  }

  /// The number of subsets, infinite where a double cannot hold it.
  static func count(of count: Int, choosing size: Int) -> Double {
    var ways = 1.0
    for step in stride(from: 1, through: min(size, count - size), by: 1) {
      ways = (ways * Double(count - step + 1) / Double(step)).rounded()
    }
    return ways
  }

  /// Moves on; false after the last subset.
  mutating func advance() -> Bool {
    var place = chosen.count - 1
    while place >= 0, chosen[place] == count - chosen.count + place { place -= 1 }
    guard place >= 0 else { return false }
    chosen[place] += 1
    for next in stride(from: place + 1, to: chosen.count, by: 1) {
      chosen[next] = chosen[next - 1] + 1
    }
    return true
  }

  /// Writes the chosen values first, then the others, each in their order.
  func arrange(_ values: [Double], into target: inout [Double]) {
    var taken = 0
    for index in 0..<count {
      if taken < chosen.count, chosen[taken] == index {
        target[taken] = values[index]
        taken += 1
      } else {
        target[chosen.count + index - taken] = values[index]
      }
    }
  }
}
