public import PerfJSON
internal import PerfModel

extension ResultTable {
  /// The table as `{"schema": …, "units": {…}, "rows": [{…}]}`, which `TableReader` reads back.
  public var json: JSON {
    let units = columns.compactMap { column in
      column.unit.map { JSON.Member(column.name, .string($0)) }
    }
    let objects = rows.map { row in
      JSON.object(zip(columns, row).map { JSON.Member($0.name, $1.json) })
    }
    return .object([
      JSON.Member("schema", .string(schema.name)), JSON.Member("units", .object(units)),
      JSON.Member("rows", .array(objects)),
    ])
  }

  /// The rows as NDJSON, one object a line.
  public var ndjson: String {
    rows.map { row in
      JSON.object(zip(columns, row).map { JSON.Member($0.name, $1.json) }).line + "\n"
    }.joined()
  }
}

extension ResultValue {
  var json: JSON {
    switch self {
    case .text(let text): .string(text)
    case .int(let value): .integer(value)
    case .uint(let value): .integer(value)
    case .float(let value): .number(value)
    case .bool(let value): .bool(value)
    }
  }
}
