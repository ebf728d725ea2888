/// The known name that a mistyped word most likely means, or nil if none is near.
///
/// Near is at most one slip in four letters and at most three in all, where a slip is a letter
/// added, lost, replaced or swapped with its neighbour (optimal string alignment distance);
/// upper and lower case count as equal. The first of equally near names wins. The first
/// 200 names count, and words of up to 64 letters.
public func nearest(_ word: String, in known: some Sequence<String>) -> String? {
  guard word.utf8.count <= 256 else { return nil }
  let letters = Array(word.lowercased().unicodeScalars)
  guard !letters.isEmpty, letters.count <= 64 else { return nil }
  var best: (name: String, distance: Int)?
  for name in known.prefix(200) where name.utf8.count <= 256 {
    let other = Array(name.lowercased().unicodeScalars)
    let allowed = min(3, max(1, max(letters.count, other.count) / 4))
    guard abs(letters.count - other.count) <= allowed, min(letters.count, other.count) > 1 else {
      continue
    }
    let distance = slips(from: letters, to: other)
    if distance <= allowed && distance < best?.distance ?? .max { best = (name, distance) }
  }
  return best?.name
}

private func slips(from first: [Unicode.Scalar], to second: [Unicode.Scalar]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...second.count)
  for (i, a) in first.enumerated() {
    var row = [i + 1]
    row.reserveCapacity(second.count + 1)
    for (j, b) in second.enumerated() {
      var slips = min(last[j + 1] + 1, row[j] + 1, last[j] + (a == b ? 0 : 1))
      if i > 0 && j > 0 && a == second[j - 1] && first[i - 1] == b {
        slips = min(slips, beforeLast[j - 1] + 1)
      }
      row.append(slips)
    }
    beforeLast = last
    last = row
  }
  return last[second.count]
}
