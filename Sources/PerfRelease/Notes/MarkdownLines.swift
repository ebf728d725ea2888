/// The lines of a Markdown text, with what is code told apart.
struct MarkdownLines {
  /// One line.
  struct Line {
    /// Its number, from 1.
    var number: Int
    var text: Substring
    /// Whether it belongs to a fenced block of code, its fences included.
    var isCode: Bool
  }

  let lines: [Line]
  /// The line of a block of code that is never closed, or nil.
  let openCode: Int?

  init(_ text: String) {
    var lines: [Line] = []
    var fence: (character: Character, count: Int, line: Int)?
    for (index, line) in text.textLines.enumerated() {
      let trimmed = line.drop { $0 == " " }
      let first = trimmed.first ?? " "
      let run = first == "`" || first == "~" ? trimmed.prefix { $0 == first }.count : 0
      let isIndented = line.count - trimmed.count > 3
      if let open = fence {
        lines.append(Line(number: index + 1, text: line, isCode: true))
        let isEnd = run >= open.count && first == open.character && !isIndented
        if isEnd, trimmed.dropFirst(run).allSatisfy({ $0 == " " }) { fence = nil }
      } else {
        let opens =
          run >= 3 && !isIndented && !(first == "`" && trimmed.dropFirst(run).contains("`"))
        if opens { fence = (first, run, index + 1) }
        lines.append(Line(number: index + 1, text: line, isCode: opens))
      }
    }
    self.lines = lines
    openCode = fence?.line
  }

  /// The anchors that forges give to the headings, and those that `<a id="…">` sets.
  var anchors: Set<String> {
    var found: Set<String> = []
    for line in lines where !line.isCode {
      for mark in ["id=\"", "name=\""] {
        for part in line.text.split(separator: mark).dropFirst() {
          found.insert(String(part.prefix { $0 != "\"" }))
        }
      }
      let marks = line.text.prefix { $0 == "#" }.count
      guard (1...6).contains(marks), line.text.dropFirst(marks).first == " " else { continue }
      let slug = Self.slug(line.text.dropFirst(marks))
      var name = slug
      var count = 0
      while !found.insert(name).inserted {
        count += 1
        name = "\(slug)-\(count)"
      }
    }
    return found
  }

  /// The text of a heading as an anchor: lower case, letters, digits, `-` and `_` kept, blanks as `-`.
  private static func slug(_ heading: Substring) -> String {
    var text = heading[...]
    text = text.drop { $0 == " " }
    while text.last == " " || text.last == "#" { text = text.dropLast() }
    var plain = ""
    var isInTarget = false
    var previous: Character = " "
    for character in text {
      if character == "(" && previous == "]" { isInTarget = true }
      if !isInTarget { plain.append(character) }
      if character == ")" { isInTarget = false }
      previous = character
    }
    return plain.lowercased().compactMap { character -> String? in
      if character == " " { return "-" }
      let isKept =
        character.isLetter || character.isNumber || character == "-" || character == "_"
      return isKept ? String(character) : nil
    }.joined()
  }
}
