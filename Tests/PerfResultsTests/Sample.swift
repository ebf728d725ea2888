import PerfModel
import PerfResults

/// A schema with a column of every kind, and tables of it.
enum Sample {
  static let schema = Schema(
    name: "sample/1",
    columns: [
      Schema.Column("name", .string, role: .key),
      Schema.Column("part", .uint, role: .key),
      Schema.Column("count", .int, role: .metric, unit: "count", comparison: .exact),
      Schema.Column(
        "p99", .float, role: .metric, unit: "us", better: .lower, comparison: .relative),
      Schema.Column("fine", .bool, role: .info),
      Schema.Column("sum", .digest, role: .digest),
      Schema.Column("when", .timestamp, role: .info, optional: true),
    ])

  static let header = "name,part,count,p99,fine,sum"

  static func table(
    _ text: String, _ format: String = "csv", schema: Schema = schema
  ) throws(ResultError) -> ResultTable {
    try TableReader(schema: schema, file: "r." + format).table(Array(text.utf8), format: format)
  }

  /// A table of one float column in a unit.
  static func column(_ unit: String?) -> Schema {
    Schema(
      name: "one/1",
      columns: [
        Schema.Column(
          "v", .float, role: .metric, unit: unit, better: .lower, comparison: .relative)
      ])
  }
}
