extension OptionReader {
  /// Reads an option whose name has been found, and its value from the word behind if need be.
  mutating func read(_ option: WrittenOption, at index: Int, _ words: inout Words)
    throws(UsageProblem)
  {
    let spec = entries[index].spec
    guard spec.takesValue else {
      if let value = option.value { throw .unexpectedValue(option: option.name, given: value) }
      return try assign("", to: index, as: option.name)
    }
    if let value = option.value { return try assign(value, to: index, as: option.name) }
    guard let next = words.next, WrittenOption(next) == nil else {
      let next = words.next == "--" ? nil : words.next
      throw .missingValue(option: option.name, value: spec.value, next: next)
    }
    _ = words.take()
    try assign(next, to: index, as: option.name)
  }

  /// Gives the word to the first argument that still takes one.
  mutating func readPositional(_ word: String) throws(UsageProblem) {
    for (index, entry) in entries.enumerated() {
      guard case .positional(let repeats) = entry.spec.shape, repeats || !wasGiven(index) else {
        continue
      }
      return try assign(word, to: index, as: entry.spec.value)
    }
    throw .unexpectedArgument(word, separated: entries.contains { $0.spec.shape == .rest })
  }

  /// Reads a word behind `--`.
  mutating func readSeparated(_ word: String) throws(UsageProblem) {
    guard let index = entries.firstIndex(where: { $0.spec.shape == .rest }) else {
      return try readPositional(word)
    }
    try assign(word, to: index, as: entries[index].spec.value)
  }
}
