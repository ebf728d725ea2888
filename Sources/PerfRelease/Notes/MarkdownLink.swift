/// A link or image of a Markdown text.
struct MarkdownLink {
  /// What it leads to, as written.
  var target: String
  /// Its line, from 1.
  var line: Int
  /// Where the target stands in the line.
  var range: Range<Substring.Index>

  /// All links `[text](target)` and definitions `[name]: target`, outside of code.
  static func all(in text: String) -> [MarkdownLink] {
    var found: [MarkdownLink] = []
    for line in MarkdownLines(text).lines where !line.isCode {
      found += inline(line)
      if let definition = definition(line) { found.append(definition) }
    }
    return found
  }

  private static func inline(_ line: MarkdownLines.Line) -> [MarkdownLink] {
    var found: [MarkdownLink] = []
    var place = line.text.startIndex
    while place < line.text.endIndex {
      let rest = line.text[place...]
      if rest.hasPrefix("\\") {
        place =
          line.text.index(place, offsetBy: 2, limitedBy: line.text.endIndex)
          ?? line.text.endIndex
      } else if rest.hasPrefix("`") {
        place = endOfCode(rest)
      } else if rest.hasPrefix("](") {
        let start = line.text.index(place, offsetBy: 2)
        let range = target(line.text[start...])
        if !range.isEmpty {
          found.append(
            MarkdownLink(target: String(line.text[range]), line: line.number, range: range))
        }
        place = range.upperBound
      } else {
        place = line.text.index(after: place)
      }
    }
    return found
  }

  private static func definition(_ line: MarkdownLines.Line) -> MarkdownLink? {
    guard line.text.hasPrefix("["), !line.text.hasPrefix("[^"),
      let close = line.text.firstRange(of: "]: ")
    else { return nil }
    let rest = line.text[close.upperBound...].drop { $0 == " " }
    let range = target(rest)
    guard !range.isEmpty else { return nil }
    return MarkdownLink(target: String(line.text[range]), line: line.number, range: range)
  }

  /// The target at the start of `text`: in `<…>`, or up to a blank or the closing parenthesis.
  private static func target(_ text: Substring) -> Range<Substring.Index> {
    if text.hasPrefix("<") {
      let inner = text.dropFirst()
      return inner.startIndex..<(inner.firstIndex(of: ">") ?? inner.endIndex)
    }
    var depth = 0
    var place = text.startIndex
    while place < text.endIndex {
      let character = text[place]
      if character == " " || (character == ")" && depth == 0) { break }
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      place = text.index(after: place)
    }
    return text.startIndex..<place
  }

  /// Behind the code span that begins at the start of `text`, or behind its backticks if it never ends.
  private static func endOfCode(_ text: Substring) -> Substring.Index {
    let marks = text.prefix { $0 == "`" }
    var rest = text[marks.endIndex...]
    while let next = rest.firstIndex(of: "`") {
      let run = rest[next...].prefix { $0 == "`" }
      if run.count == marks.count { return run.endIndex }
      rest = rest[run.endIndex...]
    }
    return marks.endIndex
  }
}
