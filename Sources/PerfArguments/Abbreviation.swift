/// The one known name that begins with `word`, which has at least two letters.
func completion(of word: String, in known: [String]) -> String? {
  let candidates = known.filter { $0.hasPrefix(word) }
  return word.utf8.count > 1 && candidates.count == 1 ? candidates[0] : nil
}
