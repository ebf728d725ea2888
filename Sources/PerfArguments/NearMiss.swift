/// The known name that a mistyped word most likely means, or nil if none is near.
///
/// Near is at most one slip in four letters and at most three in all, where a slip is a letter
/// added, lost, replaced or swapped with its neighbour (Damerau-Levenshtein distance in its
/// optimal string alignment form); upper and lower case count as equal. The first of equally near
/// names wins.
public func nearest(_ word: String, in known: [String]) -> String? {
  let letters = Array(word.lowercased().unicodeScalars)
  guard letters.count > 1, letters.count <= 64 else { return nil }
  var best: (name: String, slips: Int)?
  for name in known {
    let other = Array(name.lowercased().unicodeScalars)
    let allowed = min(3, max(1, max(letters.count, other.count) / 4))
    guard other.count > 1, abs(letters.count - other.count) <= allowed else { continue }
    let found = slips(from: letters, to: other)
    if found <= allowed && found < best?.slips ?? .max { best = (name, found) }
  }
  return best?.name
}

/// The one known name that begins with `word`, which has at least two letters.
func completion(of word: String, in known: [String]) -> String? {
  let candidates = known.filter { $0.hasPrefix(word) }
  return word.utf8.count > 1 && candidates.count == 1 ? candidates[0] : nil
}

private func slips(from first: [Unicode.Scalar], to second: [Unicode.Scalar]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...second.count)
  for row in first.indices {
    var current = [row + 1]
    current.reserveCapacity(second.count + 1)
    for column in second.indices {
      let replaced = last[column] + (first[row] == second[column] ? 0 : 1)
      var slips = min(last[column + 1] + 1, current[column] + 1, replaced)
      if row > 0, column > 0, first[row] == second[column - 1], first[row - 1] == second[column] {
        slips = min(slips, beforeLast[column - 1] + 1)
      }
      current.append(slips)
    }
    (beforeLast, last) = (last, current)
  }
  return last[second.count]
}
