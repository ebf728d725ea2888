/// Splits a command line into words as a POSIX shell does; nothing is expanded.
public enum ShellWords {
  /// Why a text has no words.
  public enum Failure: Error, Sendable, Hashable {
    /// A quote is not closed; the offset is in characters from 0.
    case openQuote(Character, offset: Int)
    /// A backslash ends the text.
    case trailingBackslash
    /// There is no word.
    case empty
  }

  /// The words of a text (POSIX.1-2017, Shell Command Language, section 2.2).
  public static func split(_ text: String) throws(Failure) -> [String] {
    var words: [String] = []
    var word: String?
    var quote: (character: Character, offset: Int)?
    var characters = Array(text.enumerated())[...]
    while let (offset, character) = characters.popFirst() {
      switch (quote?.character, character) {
      case (nil, "'"), (nil, "\""):
        quote = (character, offset)
        word = word ?? ""
      case (let open, _) where open == character: quote = nil
      case (nil, "\\"):
        guard let (_, next) = characters.popFirst() else { throw .trailingBackslash }
        if next != "\n" { word = (word ?? "") + String(next) }
      case ("\"", "\\"):
        guard let (_, next) = characters.popFirst() else { throw .openQuote("\"", offset: offset) }
        if next == "\n" { continue }
        word = (word ?? "") + (["\"", "\\", "$", "`"].contains(next) ? "" : "\\") + String(next)
      case (nil, " "), (nil, "\t"), (nil, "\n"):
        if let finished = word { words.append(finished) }
        word = nil
      default: word = (word ?? "") + String(character)
      }
    }
    if let quote { throw .openQuote(quote.character, offset: quote.offset) }
    if let word { words.append(word) }
    guard !words.isEmpty else { throw .empty }
    return words
  }
}
