extension HelpPage {
  /// The page in lines of at most 80 columns, with a final newline.
  ///
  /// - Parameter bold: Whether headings are set in bold by ANSI escapes.
  public func text(bold: Bool) -> String {
    let layout = Layout(bold: bold, labelWidths: labelWidths)
    return blocks.map { layout.lines(of: $0).joined(separator: "\n") + "\n" }
      .joined(separator: "\n")
  }

  /// The width of the widest label of a kind that leaves its text room on the same line.
  private var labelWidths: [Column: Int] {
    var widths: [Column: Int] = [:]
    for case .table(_, let column, let rows) in blocks {
      for row in rows where row.label.count <= Layout.widestLabel {
        widths[column] = max(widths[column, default: 0], row.label.count)
      }
    }
    return widths
  }
}

/// How blocks of help become lines.
private struct Layout {
  static let columns = 80
  static let widestLabel = 24

  let bold: Bool
  let labelWidths: [HelpPage.Column: Int]

  func lines(of block: HelpPage.Block) -> [String] {
    switch block {
    case .prose(let text): prose(text)
    case .usage(let forms):
      forms.enumerated().flatMap { index, form in
        let lines = wrapped(form, columns: Self.columns - 7)
        return lines.enumerated().map { line, text in
          if index == 0 && line == 0 { return heading("Usage:") + " " + text }
          return (line == 0 ? "       " : "         ") + text
        }
      }
    case .table(let title, let column, let rows):
      [heading("\(title):")]
        + rows.flatMap { lines(of: $0, labelWidth: labelWidths[column, default: 0]) }
    case .examples(let examples):
      [heading("Examples:")]
        + examples.flatMap { example in
          ["  \(example.line)"] + indented(wrapped(example.meaning, columns: 74), by: 6)
        }
    }
  }

  private func lines(of row: HelpPage.Row, labelWidth: Int) -> [String] {
    let start = 2 + labelWidth + 2
    let text = wrapped(row.text, columns: Self.columns - start)
    guard let first = text.first else { return ["  \(row.label)"] }
    let rest = indented(text.dropFirst(), by: start)
    if row.label.count > labelWidth {
      return ["  \(row.label)"] + indented([first], by: start) + rest
    }
    return ["  " + padded(row.label, to: labelWidth) + "  " + first] + rest
  }

  private func prose(_ text: String) -> [String] {
    var lines: [String] = []
    var paragraph: [Substring] = []
    func finish() {
      lines += wrapped(paragraph.joined(separator: " "), columns: Self.columns)
      paragraph = []
    }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.isEmpty || line.hasPrefix(" ") {
        finish()
        lines.append(String(line))
      } else {
        paragraph.append(line)
      }
    }
    finish()
    return lines
  }

  private func heading(_ text: String) -> String { bold ? "\u{1B}[1m\(text)\u{1B}[0m" : text }

  private func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: width - text.count)
  }

  private func indented(_ lines: some Sequence<String>, by count: Int) -> [String] {
    lines.map { String(repeating: " ", count: count) + $0 }
  }
}

/// The words of a text in lines of at most `columns` characters; a longer word has its own line.
private func wrapped(_ text: String, columns: Int) -> [String] {
  var lines: [String] = []
  var line = ""
  for word in text.split(separator: " ") {
    if line.isEmpty {
      line = String(word)
    } else if line.count + 1 + word.count <= columns {
      line += " " + word
    } else {
      lines.append(line)
      line = String(word)
    }
  }
  return line.isEmpty ? lines : lines + [line]
}
