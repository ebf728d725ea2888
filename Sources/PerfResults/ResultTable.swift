public import PerfModel

/// A result table in the canonical form of its schema.
public struct ResultTable: Sendable, Hashable {
  /// The schema.
  public var schema: Schema
  /// The columns that the table has, in canonical order.
  public var columns: [Schema.Column]
  /// The rows, each with one value a column.
  public var rows: [[ResultValue]]

  /// Makes a table.
  public init(schema: Schema, columns: [Schema.Column], rows: [[ResultValue]]) {
    self.schema = schema
    self.columns = columns
    self.rows = rows
  }

  /// The positions of the key columns.
  public var keyPositions: [Int] { columns.indices.filter { columns[$0].role == .key } }

  /// The key of a row as text, `baseline,42`; empty without key columns.
  public func key(of row: [ResultValue]) -> String {
    CSV.record(keyPositions.map { row[$0].fieldText })
  }

  /// The table as CSV with its canonical header (RFC 4180 with LF).
  public var csv: String {
    var text = CSV.record(columns.map(\.name)) + "\n"
    for row in rows { text += CSV.record(row.map(\.fieldText)) + "\n" }
    return text
  }
}
