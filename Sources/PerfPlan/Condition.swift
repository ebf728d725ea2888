internal import PerfModel

/// The grammar of objectives and decisions: `METRIC < NUMBER[UNIT] [for N windows]`.
enum Condition {
  /// Whether a text is one comparison, perhaps over several windows.
  static func isObjective(_ text: String) -> Bool {
    let parts = text.pieces(between: "for")
    guard parts.count <= 2, isComparison(parts[0]) else { return false }
    guard parts.count == 2 else { return true }
    let words = parts[1].split(separator: " ")
    guard words.count == 2, let count = Int(words[0]), count > 0 else { return false }
    return words[1] == "windows" || (count == 1 && words[1] == "window")
  }

  /// Whether a text is comparisons joined by `and` or `or`.
  static func isDecision(_ text: String) -> Bool {
    text.pieces(between: "or").flatMap { $0.pieces(between: "and") }
      .allSatisfy(isComparison)
  }

  private static func isComparison(_ text: String) -> Bool {
    guard let index = text.firstIndex(where: { "<>".contains($0) }) else { return false }
    let metric = text[..<index].split(separator: " ")
    var rest = text[text.index(after: index)...]
    if rest.first == "=" { rest.removeFirst() }
    let value = String(rest.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    return metric.count == 1 && (Limit(text: value) != nil || Limit(text: value + " count") != nil)
  }
}

extension String {
  /// The pieces between occurrences of a word, joined by single blanks.
  fileprivate func pieces(between word: String) -> [String] {
    split(separator: " ").split(omittingEmptySubsequences: false) { $0 == word }
      .map { $0.joined(separator: " ") }
  }
}
