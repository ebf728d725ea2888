import PerfModel
import PerfResults

/// Reads the bytes as CSV and as a result table of every format: what is written of a table reads
/// back as the same table with the same digest.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCSV(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  if let records = try? CSV.records(in: bytes) { checkWriting(records) }
  for format in ["csv", "json", "ndjson"] {
    for schema in [Schema.benchmark, every] {
      let reader = TableReader(schema: schema, file: "table." + format)
      do throws(ResultError) {
        checkTable(try reader.table(bytes, format: format))
      } catch {
        precondition(error.message.hasPrefix("table." + format), "a fault without its file")
        precondition(error.verdict.exitStatus() != 0, "a faulty table that passes")
      }
    }
  }
  return 0
}

private func checkWriting(_ records: [[String]]) {
  let text = records.map { CSV.record($0) + "\r\n" }.joined()
  let again = try? CSV.records(in: Array(text.utf8))
  precondition(again == records, "written CSV reads otherwise")
}

private func checkTable(_ table: ResultTable) {
  precondition(!table.rows.isEmpty, "a table without rows")
  precondition(table.rows.allSatisfy { $0.count == table.columns.count }, "a torn row")
  let again = try? TableReader(schema: table.schema, file: "").table(
    Array(table.csv.utf8), format: "csv")
  precondition(again == table, "a written table reads otherwise")
  guard let digest = try? table.digest(), let other = try? again?.digest() else {
    preconditionFailure("a table without digest")
  }
  precondition(digest == other, "a written table has another digest")
}

/// A schema with a column of every kind, some scalable.
private let every = Schema(
  name: "every/1",
  columns: [
    Schema.Column("k", .string, role: .key),
    Schema.Column("i", .int, role: .metric, unit: "B", comparison: .exact, optional: true),
    Schema.Column("u", .uint, role: .metric, unit: "count", comparison: .exact, optional: true),
    Schema.Column("f", .float, role: .metric, unit: "us", comparison: .exact, optional: true),
    Schema.Column("b", .bool, role: .metric, comparison: .exact, optional: true),
    Schema.Column("d", .digest, role: .digest, optional: true),
    Schema.Column("t", .timestamp, role: .info, optional: true),
  ])
