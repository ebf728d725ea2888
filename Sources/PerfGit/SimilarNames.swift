/// The known names, at most three, that a mistyped one may have meant, nearest first.
///
/// A name counts as near if few edits separate the two, or if they are equal but for case or for
/// leading parts, as `main` and `origin/main`.
func similar(to name: String, among known: [String]) -> [String] {
  let wanted = name.lowercased()
  let limit = max(1, wanted.utf8.count * 2 / 5)
  let near = known.compactMap { candidate -> (edits: Int, name: String)? in
    let text = candidate.lowercased()
    if text == wanted || text.hasSuffix("/" + wanted) || wanted.hasSuffix("/" + text) {
      return (0, candidate)
    }
    guard abs(text.utf8.count - wanted.utf8.count) <= limit else { return nil }
    let edits = editDistance(Array(wanted.utf8), Array(text.utf8))
    return edits <= limit ? (edits, candidate) : nil
  }
  return near.sorted { ($0.edits, $0.name) < ($1.edits, $1.name) }.prefix(3).map(\.name)
}

/// The fewest insertions, deletions, replacements and swaps of neighbours.
private func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
  var rows = [Array(0...b.count)]
  for i in a.indices {
    var row = [i + 1]
    for j in b.indices {
      var edits = min(rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (a[i] == b[j] ? 0 : 1))
      if i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j] {
        edits = min(edits, rows[i - 1][j - 1] + 1)
      }
      row.append(edits)
    }
    rows.append(row)
  }
  return rows[a.count][b.count]
}
