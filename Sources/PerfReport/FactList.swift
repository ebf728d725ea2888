/// Facts with their names, in sections, wrapped at the width of the terminal.
struct FactList {
  private static let indent = 17
  private let style: Style
  private let width: Int
  private(set) var lines: [String] = []

  init(style: Style, width: Int) {
    self.style = style
    self.width = width
  }

  /// Begins a section.
  mutating func section(_ title: String) {
    if !lines.isEmpty { lines.append("") }
    lines.append(style.bold(title))
  }

  /// Adds a fact, or nothing if its text is nil or empty; `mark` draws the eye to it.
  mutating func add(_ name: String, _ text: String?, mark: Bool = false) {
    add(name, words: (text ?? "").split(separator: " ").map(String.init), mark: mark)
  }

  /// Adds a fact that is a list, broken between its items only.
  mutating func add(_ name: String, list: [String], mark: Bool = false) {
    add(name, words: list.dropLast().map { $0 + "," } + list.suffix(1), mark: mark)
  }

  private mutating func add(_ name: String, words: [String], mark: Bool) {
    let padding = String(repeating: " ", count: max(1, Self.indent - 2 - name.count))
    let wrapped = Self.wrapped(words, width: width - Self.indent)
    for (index, line) in wrapped.enumerated() {
      let shown = mark ? style.caution(line) : line
      if index == 0 {
        lines.append((mark ? style.caution("! ") : "  ") + style.dim(name) + padding + shown)
      } else {
        lines.append(String(repeating: " ", count: Self.indent) + shown)
      }
    }
  }

  /// Adds lines as they are.
  mutating func add(_ more: [String]) { lines += more }

  /// A text in lines of at most `width` characters, broken at blanks where there are any.
  static func wrapped(_ text: String, width: Int) -> [String] {
    wrapped(text.split(separator: " ").map(String.init), width: width)
  }

  private static func wrapped(_ words: [String], width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in words {
      if !line.isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = ""
      }
      line += line.isEmpty ? word : " " + word
    }
    return line.isEmpty ? lines : lines + [line]
  }
}
