internal import PerfFiles
internal import PerfJSON
public import PerfModel

/// Reads result tables and holds them against their schema.
public struct TableReader: Sendable {
  /// The schema that the table must follow.
  public var schema: Schema
  /// The table's file as messages name it.
  public var file: String

  /// Makes a reader for one file.
  public init(schema: Schema, file: String) {
    self.schema = schema
    self.file = file
  }

  /// Reads a file; the extension decides the format.
  public func read(path: String) throws(ResultError) -> ResultTable {
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try File.read(path)
    } catch {
      if error.isMissing { throw failure(.missingFile) }
      throw failure(error.isNoFile ? .notAFile : .unreadable(reason: error.reason))
    }
    return try table(bytes, format: Path.fileExtension(of: path))
  }

  /// Reads bytes of a format: `csv`, `json` or `ndjson`.
  public func table(_ bytes: [UInt8], format: String) throws(ResultError) -> ResultTable {
    switch format {
    case "csv": return try csvTable(bytes)
    case "json": return try jsonTable(bytes)
    case "ndjson", "jsonl": return try ndjsonTable(bytes)
    default: throw failure(.unknownFormat(extension: format))
    }
  }

  func failure(
    _ kind: ResultError.Kind, row: Int? = nil, column: String? = nil
  ) -> ResultError {
    ResultError(kind, file: file, schema: schema.name, row: row, column: column)
  }

  /// Puts rows with the table's own columns into the schema's order and checks them as a whole.
  func assembled(
    _ present: [TableColumn], rows: [[ResultValue]]
  ) throws(ResultError) -> ResultTable {
    guard !rows.isEmpty else { throw failure(.noRows) }
    let order = present.indices.sorted { present[$0].index < present[$1].index }
    let table = ResultTable(
      schema: schema, columns: order.map { schema.columns[present[$0].index] },
      rows: rows.map { row in order.map { row[$0] } })
    if !table.keyPositions.isEmpty {
      var seen: [String: Int] = [:]
      for (index, row) in table.rows.enumerated() {
        if let first = seen.updateValue(index, forKey: table.key(of: row)) {
          throw failure(.duplicateKey(firstRow: first + 1), row: index + 1)
        }
      }
    }
    return table
  }
}

/// A column of a file: which schema column it is and how its values are scaled.
struct TableColumn {
  /// The position in the schema.
  var index: Int
  /// The power of ten that brings a value to the schema's unit.
  var decimalExponent = 0
  /// The factor beside it.
  var factor = 1.0
}

extension TableReader {
  /// Finds the schema's column for each name of a header, and complains about what is lost.
  func columns(
    named names: [String], units: [String: String] = [:]
  ) throws(ResultError) -> [TableColumn] {
    var found: [TableColumn] = []
    for text in names {
      let (name, unit) = Self.split(text)
      guard let index = schema.columns.firstIndex(where: { $0.name == name }) else {
        throw failure(
          .unknownColumn(suggestion: nearest(name, in: schema.columns.map(\.name))), column: name)
      }
      guard !found.contains(where: { $0.index == index }) else {
        throw failure(.repeatedColumn, column: name)
      }
      found.append(try scaled(index, unit: unit ?? units[name]))
    }
    for (index, column) in schema.columns.enumerated()
    where !column.optional && !found.contains(where: { $0.index == index }) {
      throw failure(.lostColumn, column: column.name)
    }
    return found
  }

  private func scaled(_ index: Int, unit: String?) throws(ResultError) -> TableColumn {
    let column = schema.columns[index]
    guard let unit, unit != column.unit else { return TableColumn(index: index) }
    guard let own = column.unit,
      let scale = MeasurementUnit(unit).scale(to: MeasurementUnit(own))
    else {
      throw failure(.wrongUnit(expected: column.unit, found: unit), column: column.name)
    }
    return TableColumn(
      index: index, decimalExponent: scale.decimalExponent, factor: scale.factor)
  }

  private static func split(_ header: String) -> (name: String, unit: String?) {
    guard header.hasSuffix("]"), let open = header.lastIndex(of: "[") else { return (header, nil) }
    return (
      String(header[..<open]), String(header[header.index(after: open)...].dropLast())
    )
  }
}
