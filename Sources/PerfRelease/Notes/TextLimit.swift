/// Cuts a Markdown text to a number of bytes, between two of its lines.
struct TextLimit {
  let bytes: Int
  /// What stands at the end of a cut text.
  let pointer: String

  /// The text, or as many of its first lines as fit with the pointer; a block of code is not cut, and
  /// a region that is open is closed.
  func cut(_ text: String) -> String {
    guard text.utf8.count > bytes else { return text }
    var kept: [Substring] = []
    var best = (lines: 0, closing: "")
    var size = 0
    var closing = ""
    for line in MarkdownLines(text).lines {
      if !line.isCode && size + closing.utf8.count + pointer.utf8.count <= bytes {
        best = (kept.count, closing)
      }
      size += line.text.utf8.count + 1
      if size > bytes { break }
      kept.append(line.text)
      if line.text.hasPrefix("<!-- perfkit:begin ") {
        let name = line.text.dropFirst(19).prefix { $0 != " " }
        closing = "<!-- perfkit:end \(name) -->\n"
      } else if line.text.hasPrefix("<!-- perfkit:end ") {
        closing = ""
      }
    }
    return kept.prefix(best.lines).map { $0 + "\n" }.joined() + best.closing + pointer
  }
}
