/// A page as one HTML file that needs nothing beside it: no script, no address.
public struct HTMLPage: Sendable {
  /// A figure within the page.
  public struct Picture: Sendable, Hashable {
    /// The picture, an `svg` element.
    public var svg: String
    /// The sentence below it.
    public var caption: String
    /// What the picture was made from and how, one line each.
    public var origin: [String]

    /// Makes a picture.
    public init(svg: String, caption: String, origin: [String]) {
      self.svg = svg
      self.caption = caption
      self.origin = origin
    }
  }

  private let style: String
  private let pictures: [String: Picture]

  /// Makes a writer with a style sheet and the figures that were drawn, by their names.
  public init(style: String, pictures: [String: Picture]) {
    self.style = style
    self.pictures = pictures
  }

  /// The whole file.
  public func text(_ page: ReportPage) -> String {
    let title = Self.escaped(page.title)
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta name="generator" content="perfkit">
      <title>\(title)</title>
      <style>
      \(style)</style>
      </head>
      <body>
      <main>
      <header>
      <h1>\(title)</h1>
      <p class="verdict"><span class="badge \(Self.name(of: page.verdict.tone))">\
      \(Self.escaped(page.verdict.text))</span> \(Self.escaped(page.summary))</p>
      </header>
      \(contents(page))\(page.blocks.compactMap { block($0) }.joined(separator: "\n"))
      </main>
      </body>
      </html>

      """
  }

  /// Links to the headings of the highest level.
  private func contents(_ page: ReportPage) -> String {
    let titles = page.blocks.compactMap { block -> String? in
      if case .heading(2, let text) = block { text } else { nil }
    }
    guard titles.count > 2 else { return "" }
    let links = titles.map { "<a href=\"#\(Self.anchor($0))\">\(Self.escaped($0))</a>" }
    return "<nav>" + links.joined(separator: "\n") + "</nav>\n"
  }

  private func block(_ block: ReportPage.Block) -> String? {
    switch block {
    case .heading(let level, let text):
      let id = level == 2 ? " id=\"\(Self.anchor(text))\"" : ""
      return "<h\(level)\(id)>\(Self.escaped(text))</h\(level)>"
    case .text(let text): return "<p>\(Self.escaped(text))</p>"
    case .facts(let facts):
      return "<dl>\n"
        + facts.map { "<dt>\(Self.escaped($0.name))</dt><dd>\(Self.text($0.value))</dd>\n" }
        .joined() + "</dl>"
    case .table(let table): return Self.table(table)
    case .list(let cells):
      return "<ul>\n" + cells.map { "<li>\(Self.text($0))</li>\n" }.joined() + "</ul>"
    case .commands(let lines):
      return "<pre>" + lines.map { Self.escaped($0) }.joined(separator: "\n") + "</pre>"
    case .figure(let name):
      guard let picture = pictures[name] else { return nil }
      return "<figure>\n\(picture.svg)<figcaption>\(Self.escaped(picture.caption))"
        + "<details><summary>Where it comes from</summary><pre>"
        + picture.origin.map { Self.escaped($0) }.joined(separator: "\n")
        + "</pre></details></figcaption>\n</figure>"
    }
  }

  private static func table(_ table: ReportPage.Table) -> String {
    func mark(_ place: Int) -> String { table.columns[place].isNumeric ? " class=\"number\"" : "" }
    let head = table.columns.indices.map { place in
      "<th scope=\"col\"\(mark(place))>\(escaped(table.columns[place].title))</th>"
    }
    let rows = table.rows.map { row in
      "<tr>"
        + row.indices.map { "<td\(mark($0))>\(text(row[$0]))</td>" }.joined() + "</tr>\n"
    }
    return "<div class=\"table\"><table>\n<thead><tr>\(head.joined())</tr></thead>\n<tbody>\n"
      + rows.joined() + "</tbody>\n</table></div>"
  }

  private static func text(_ cell: ReportPage.Cell) -> String {
    var text = escaped(cell.text)
    if cell.isCode { text = "<code>\(text)</code>" }
    return cell.tone == .plain ? text : "<span class=\"\(name(of: cell.tone))\">\(text)</span>"
  }

  private static func name(of tone: ReportPage.Tone) -> String {
    switch tone {
    case .plain: "plain"
    case .good: "good"
    case .caution: "caution"
    case .bad: "bad"
    }
  }

  private static func anchor(_ text: String) -> String {
    var result = ""
    for scalar in text.lowercased().unicodeScalars {
      let isPlain = ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar)
      result += isPlain ? String(scalar) : "-"
    }
    return result
  }

  /// A text in which no letter means anything to HTML.
  static func escaped(_ text: String) -> String {
    var result = ""
    for character in PlainText.line(text) {
      switch character {
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.append(character)
      }
    }
    return result
  }
}
