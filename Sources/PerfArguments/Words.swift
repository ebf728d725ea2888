/// The words of a command line, read from the left.
struct Words {
  private let words: [String]
  private var position = 0

  init(_ words: [String]) { self.words = words }

  var next: String? { position < words.count ? words[position] : nil }

  mutating func take() -> String? {
    defer { position += 1 }
    return next
  }

  mutating func takeAll() -> ArraySlice<String> {
    defer { position = words.count }
    return words[min(position, words.count)...]
  }

  /// The coming words before `--`, where options may stand.
  var optionWords: ArraySlice<String> {
    words[min(position, words.count)...].prefix { $0 != "--" }
  }
}

/// An option as written: its name and, after an equals sign, its value.
struct WrittenOption {
  let name: String
  let value: String?

  /// Nil for a word that is no option: `-`, a negative number, or one without a dash.
  init?(_ word: String) {
    guard word.utf8.first == UInt8(ascii: "-"), word.utf8.count > 1 else { return nil }
    let second = word.utf8.dropFirst().first ?? 0
    if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(second) || second == UInt8(ascii: ".") {
      return nil
    }
    guard let equals = word.firstIndex(of: "=") else {
      (name, value) = (word, nil)
      return
    }
    (name, value) = (String(word[..<equals]), String(word[word.index(after: equals)...]))
  }
}
