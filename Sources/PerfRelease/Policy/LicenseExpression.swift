/// A licence as SPDX writes it, such as `MIT OR Apache-2.0 WITH LLVM-exception`.
///
/// Only the form is looked at: the list of licences grows, and this does not.
public enum LicenseExpression {
  /// Whether a text has the form of an expression; licences of one's own (`LicenseRef-…`) have not,
  /// since bills of materials would need their text.
  public static func isValid(_ text: String) -> Bool {
    var parser = Parser(words: words(of: text))
    return text.utf8.count <= 512 && parser.expression(depth: 0) && parser.words.isEmpty
  }

  private static func words(of text: String) -> [Substring] {
    var words: [Substring] = []
    for part in text.split(separator: " ") {
      var rest = part
      while rest.first == "(" {
        words.append("(")
        rest.removeFirst()
      }
      let word = rest.prefix { $0 != ")" }
      if !word.isEmpty { words.append(word) }
      words += rest[word.endIndex...].map { _ in ")" }
    }
    return words
  }

  private struct Parser {
    var words: [Substring]

    mutating func expression(depth: Int) -> Bool {
      guard depth < 16, operand(depth: depth) else { return false }
      while let word = words.first, word == "AND" || word == "OR" {
        words.removeFirst()
        guard operand(depth: depth) else { return false }
      }
      return true
    }

    private mutating func operand(depth: Int) -> Bool {
      guard !words.isEmpty else { return false }
      let word = words.removeFirst()
      if word == "(" {
        guard expression(depth: depth + 1), words.first == ")" else { return false }
        words.removeFirst()
        return true
      }
      guard Self.isName(word.hasSuffix("+") ? word.dropLast() : word) else { return false }
      guard words.first == "WITH" else { return true }
      words.removeFirst()
      return !words.isEmpty && Self.isName(words.removeFirst())
    }

    private static func isName(_ word: Substring) -> Bool {
      !word.isEmpty && !["AND", "OR", "WITH"].contains(word)
        && !word.hasPrefix("LicenseRef-") && !word.hasPrefix("DocumentRef-")
        && word.utf8.allSatisfy { byte in
          (0x41...0x5A).contains(byte & 0xDF) || (0x30...0x39).contains(byte)
            || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
        }
    }
  }
}
