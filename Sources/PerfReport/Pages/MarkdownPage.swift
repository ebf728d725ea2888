/// A page as GitHub-flavoured Markdown.
public struct MarkdownPage: Sendable {
  /// The file of a figure by its name, relative to the page; nil: it was not drawn.
  private let figures: [String: FigureLink]

  /// A figure beside a page.
  public struct FigureLink: Sendable, Hashable {
    /// The picture's file as the page names it.
    public var file: String
    /// What a reader sees who sees no pictures.
    public var title: String
    /// The sentence below it.
    public var caption: String

    /// Makes a link.
    public init(file: String, title: String, caption: String) {
      self.file = file
      self.title = title
      self.caption = caption
    }
  }

  /// Makes a writer; `figures` has those that lie beside the page, by their names.
  public init(figures: [String: FigureLink]) { self.figures = figures }

  /// The whole text, with a final line end.
  public func text(_ page: ReportPage) -> String {
    var parts = [
      "# " + Self.escaped(page.title),
      "**\(Self.escaped(page.verdict.text))**  \(Self.escaped(page.summary))",
    ]
    parts += page.blocks.compactMap { block($0) }
    return parts.joined(separator: "\n\n") + "\n"
  }

  private func block(_ block: ReportPage.Block) -> String? {
    switch block {
    case .heading(let level, let text):
      return String(repeating: "#", count: level) + " " + Self.escaped(text)
    case .text(let text): return Self.escaped(text)
    case .facts(let facts):
      var table = ReportPage.Table([.init(""), .init("")])
      table.rows = facts.map { [ReportPage.Cell($0.name), $0.value] }
      return Self.table(table)
    case .table(let table): return Self.table(table)
    case .list(let cells): return cells.map { "- " + Self.escaped($0.text) }.joined(separator: "\n")
    case .commands(let lines):
      let longest = lines.map { Self.longestRun(of: "`", in: $0) }.max() ?? 0
      let fence = String(repeating: "`", count: max(3, longest + 1))
      return ([fence + "sh"] + lines.map(PlainText.line) + [fence]).joined(separator: "\n")
    case .figure(let name):
      guard let link = figures[name] else { return nil }
      return "![\(Self.escaped(link.title))](<\(link.file)>)\n\n"
        + Self.escaped(link.caption)
    }
  }

  private static func table(_ table: ReportPage.Table) -> String {
    func line(_ fields: [String]) -> String { "| " + fields.joined(separator: " | ") + " |" }
    let header = line(table.columns.map { escaped($0.title) })
    let rule = line(table.columns.map { $0.isNumeric ? "---:" : "---" })
    return ([header, rule] + table.rows.map { line($0.map { text($0, inTable: true) }) })
      .joined(separator: "\n")
  }

  private static func text(_ cell: ReportPage.Cell, inTable: Bool = false) -> String {
    guard !cell.text.isEmpty else { return "" }
    if cell.isCode { return code(cell.text, inTable: inTable) }
    return cell.tone == .bad || cell.tone == .caution
      ? "**\(escaped(cell.text))**" : escaped(cell.text)
  }

  /// A text in which no letter means anything to Markdown.
  static func escaped(_ text: String) -> String {
    var result = ""
    for character in PlainText.line(text) {
      switch character {
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      case "\\", "`", "*", "_", "[", "]", "|", "~", "#", "$", "!", "@": result += "\\\(character)"
      default: result.append(character)
      }
    }
    return result
  }

  /// A text as code, whatever it holds.
  static func code(_ text: String, inTable: Bool) -> String {
    var line = PlainText.line(text)
    if inTable { line = line.replacing("|", with: "\\|") }
    let fence = String(repeating: "`", count: longestRun(of: "`", in: line) + 1)
    let gap = line.hasPrefix("`") || line.hasSuffix("`") ? " " : ""
    return fence + gap + line + gap + fence
  }

  private static func longestRun(of letter: Character, in text: String) -> Int {
    var longest = 0
    var run = 0
    for character in text {
      run = character == letter ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }
}
