/// The known word that takes the fewest edits, if those are few for its length.
func nearest(to word: String, among known: [String]) -> String? {
  let scored = known.map { (word: $0, edits: edits(from: Array(word.utf8), to: Array($0.utf8))) }
  guard let best = scored.min(by: { $0.edits < $1.edits }) else { return nil }
  return best.edits <= max(1, best.word.utf8.count * 2 / 5) ? best.word : nil
}

/// Levenshtein's distance of two words.
private func edits(from a: [UInt8], to b: [UInt8]) -> Int {
  var row = Array(0...b.count)
  for (i, x) in a.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for (j, y) in b.enumerated() {
      let replaced = diagonal + (x == y ? 0 : 1)
      diagonal = row[j + 1]
      row[j + 1] = min(replaced, min(row[j], diagonal) + 1)
    }
  }
  return row[b.count]
}
