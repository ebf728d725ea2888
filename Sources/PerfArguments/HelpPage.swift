/// A page of help, ready to be rendered with or without bold headings.
public struct HelpPage: Sendable {
  enum Block: Sendable {
    /// Paragraphs separated by empty lines; lines that begin with a space are kept as they are.
    case prose(String)
    case usage([String])
    case table(heading: String, column: Column, rows: [Row])
    case examples([Example])
  }

  /// What the labels of a table are; tables of the same kind are aligned with each other.
  enum Column: Sendable { case commands, parameters, exitCodes }

  struct Row: Sendable {
    let label: String
    let text: String
  }

  /// The words of the command it is about, without the program's name.
  public let path: [String]
  let blocks: [Block]
}
