internal import PerfModel

/// A report as values, before it becomes Markdown or HTML.
public struct ReportPage: Sendable, Hashable {
  /// How a text is meant.
  public enum Tone: Sendable, Hashable { case plain, good, caution, bad }

  /// A text of a table or list.
  public struct Cell: Sendable, Hashable, ExpressibleByStringLiteral {
    /// The text as it is; whoever writes it into a format escapes it.
    public var text: String
    /// How it is meant.
    public var tone: Tone
    /// Whether it is a name, a number or a command that must be read letter by letter.
    public var isCode: Bool

    /// Makes a text.
    public init(_ text: String, _ tone: Tone = .plain, isCode: Bool = false) {
      self.text = text
      self.tone = tone
      self.isCode = isCode
    }

    /// Makes a plain text.
    public init(stringLiteral text: String) { self.init(text) }
  }

  /// A column of a table.
  public struct Column: Sendable, Hashable {
    /// What stands above it.
    public var title: String
    /// Whether it holds numbers, which end below each other.
    public var isNumeric: Bool

    /// Makes a column.
    public init(_ title: String, numeric isNumeric: Bool = false) {
      self.title = title
      self.isNumeric = isNumeric
    }
  }

  /// A table.
  public struct Table: Sendable, Hashable {
    /// The columns.
    public var columns: [Column]
    /// The rows, each with one text a column.
    public var rows: [[Cell]]

    /// Makes a table without rows.
    public init(_ columns: [Column]) {
      self.columns = columns
      rows = []
    }

    /// The table without the columns that hold nothing.
    public var dense: Table {
      let kept = columns.indices.filter { place in rows.contains { !$0[place].text.isEmpty } }
      var table = Table(kept.map { columns[$0] })
      table.rows = rows.map { row in kept.map { row[$0] } }
      return table
    }
  }

  /// A part of the page, in the order of reading.
  public enum Block: Sendable, Hashable {
    /// A heading; level 2 is the highest.
    case heading(Int, String)
    /// A paragraph.
    case text(String)
    /// Names with what is known about them.
    case facts([Fact])
    /// A table.
    case table(Table)
    /// Things one below the other.
    case list([Cell])
    /// A figure by its name.
    case figure(String)
    /// Commands, one a line.
    case commands([String])
  }

  /// A name with what is known about it.
  public struct Fact: Sendable, Hashable {
    /// The name.
    public var name: String
    /// What is known.
    public var value: Cell

    /// Makes a fact.
    public init(_ name: String, _ value: Cell) {
      self.name = name
      self.value = value
    }
  }

  /// The title.
  public var title: String
  /// The verdict with its tone, such as `fail`.
  public var verdict: Cell
  /// The sentence behind the verdict.
  public var summary: String
  /// The parts.
  public var blocks: [Block]

  /// Makes a page without parts.
  public init(title: String, verdict: Cell, summary: String) {
    self.title = title
    self.verdict = verdict
    self.summary = summary
    blocks = []
  }

  /// Adds a table below a heading, or nothing of an empty one.
  mutating func add(_ table: Table, below heading: (level: Int, text: String)? = nil) {
    guard !table.rows.isEmpty else { return }
    if let heading { blocks.append(.heading(heading.level, heading.text)) }
    blocks.append(.table(table))
  }

  /// Adds a list, or nothing of an empty one.
  mutating func add(_ list: [Cell], below heading: (level: Int, text: String)? = nil) {
    guard !list.isEmpty else { return }
    if let heading { blocks.append(.heading(heading.level, heading.text)) }
    blocks.append(.list(list))
  }
}

extension ReportPage.Cell {
  /// A verdict in its tone.
  init(_ verdict: Verdict) {
    switch verdict {
    case .pass, .improved: self.init(verdict.rawValue, .good)
    case .warn, .inconclusive, .missing: self.init(verdict.rawValue, .caution)
    default: self.init(verdict.rawValue, .bad)
    }
  }
}
