public import PerfModel

/// Problems as text for a person, with the line and a caret where they have a place.
public struct ProblemText: Sendable {
  private let style: Style

  /// Makes a renderer.
  public init(style: Style) { self.style = style }

  /// The lines of one problem, without a final line end.
  public func text(of problem: Problem, label: String) -> String {
    var text = ""
    if let file = problem.file {
      text +=
        style.bold(
          file + (problem.line.map { ":\($0)" } ?? "") + (problem.column.map { ":\($0)" } ?? "")
            + ":")
        + " "
    }
    text += (label == "warning" ? style.caution(label + ":") : style.bad(label + ":")) + " "
    text += Self.printable(problem.message)
    if let excerpt = problem.excerpt, !excerpt.isEmpty, let column = problem.column {
      let number = problem.line.map(String.init) ?? ""
      let margin = String(repeating: " ", count: number.count)
      let window = Self.window(excerpt, column: column)
      text += "\n \(number) | \(window.text)"
      text += "\n \(margin) | " + String(repeating: " ", count: window.column - 1)
      let room = max(1, window.text.count - window.column + 1)
      text += style.bad(String(repeating: "^", count: max(1, min(problem.length, room))))
    }
    if let hint = problem.hint { text += "\n  " + style.dim("→ " + hint) }
    return text
  }

  /// A text that may come from an engine, with control characters as `\\x1B`.
  private static func printable(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 < 0x20 && $0 != 0x0A && $0 != 0x09 || $0 == 0x7F }) else {
      return text
    }
    var result = ""
    for scalar in text.unicodeScalars {
      let isPlain = scalar == "\n" || scalar == "\t"
      let isControl = scalar.value < 0x20 && !isPlain || scalar.value == 0x7F
      let hex = String(scalar.value, radix: 16, uppercase: true)
      result += isControl ? "\\x" + (hex.count < 2 ? "0" : "") + hex : String(scalar)
    }
    return result
  }

  /// The part of a long line around a column, tabs as single spaces.
  private static func window(_ line: String, column: Int) -> (text: String, column: Int) {
    let characters = line.map { $0 == "\t" ? " " : $0 }
    let column = max(1, min(column, characters.count + 1))
    guard characters.count > 72 else { return (String(characters), column) }
    let start = max(0, min(column - 1 - 36, characters.count - 72))
    return (String(characters[start..<min(characters.count, start + 72)]), column - start)
  }
}
