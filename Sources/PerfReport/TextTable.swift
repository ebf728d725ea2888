/// A table of plain text with aligned columns.
public struct TextTable: Sendable {
  /// How a column is aligned.
  public enum Alignment: Sendable { case left, right }

  private static let leastWidth = 9
  private let header: [String]
  private let alignments: [Alignment]
  private let dispensable: [String]
  private var rows: [[String]] = []
  private var titles: [Int: String] = [:]

  /// Makes a table of columns with their alignments; `dispensable` columns are left out, the first
  /// named first, where the table would be too wide.
  public init(_ columns: [(String, Alignment)], dispensable: [String] = []) {
    header = columns.map(\.0)
    alignments = columns.map(\.1)
    self.dispensable = dispensable
  }

  /// Adds a row with one field a column.
  public mutating func add(_ fields: [String]) { rows.append(fields) }

  /// Adds a line of its own above the next row.
  public mutating func addTitle(_ title: String) { titles[rows.count] = title }

  /// Whether there is no row.
  public var isEmpty: Bool { rows.isEmpty }

  /// The lines, indented by two and no wider than `width`.
  ///
  /// Where they would be, dispensable columns are left out and words are shortened in their middle,
  /// never numbers. Columns that hold nothing are left out.
  public func lines(width: Int, style: Style) -> [String] {
    var shown = header.indices.filter { column in
      column == 0 || rows.contains { !$0[column].isEmpty }
    }
    for name in dispensable where total(shown) > width {
      shown.removeAll { header[$0] == name }
    }
    var widths = shown.map(columnWidth)
    var excess = total(shown) - width
    while excess > 0, let widest = widest(of: shown, widths) {
      widths[widest] -= 1
      excess -= 1
    }
    func line(_ fields: [String]) -> String {
      var text = " "
      for (place, column) in shown.enumerated() {
        let field = Self.shortened(fields[column], to: widths[place])
        let padding = String(repeating: " ", count: widths[place] - field.count)
        let isLast = place == shown.count - 1
        text += place == 0 ? " " : "  "
        switch alignments[column] {
        case .left: text += isLast ? field : field + padding
        case .right: text += padding + field
        }
      }
      while text.last == " " { text.removeLast() }
      return text
    }
    return [style.dim(line(header))]
      + rows.indices.flatMap { row in
        (titles[row].map { ["  " + Self.shortened($0, to: max(width - 2, 1))] } ?? [])
          + [line(rows[row])]
      }
  }

  /// The place of the widest column of words that can still be shortened.
  private func widest(of columns: [Int], _ widths: [Int]) -> Int? {
    let words = columns.indices.filter { place in
      alignments[columns[place]] == .left && widths[place] > Self.leastWidth
    }
    return words.max { widths[$0] < widths[$1] }
  }

  private func columnWidth(_ column: Int) -> Int {
    ([header] + rows).map { $0[column].count }.max() ?? 0
  }

  private func total(_ columns: [Int]) -> Int {
    columns.reduce(0) { $0 + columnWidth($1) + 2 }
  }

  private static func shortened(_ text: String, to width: Int) -> String {
    guard text.count > width else { return text }
    let head = (width - 1) / 2
    return text.prefix(head) + "…" + text.suffix(width - 1 - head)
  }
}
