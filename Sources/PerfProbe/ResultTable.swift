internal import CPerfProbe
internal import Glibc

/// A table of results, written as one RFC 4180 CSV file into `PERFKIT_OUT`.
///
/// ```swift
/// var table = ResultTable(columns: ["scenario", "messages", "throughput", "digest"])
/// try table.append(["baseline", .uint(count), .float(rate), .digest(book.digest)])
/// try table.write(to: "results.csv")
/// ```
public struct ResultTable: Sendable {
  /// The names of the columns, in the order of the schema.
  public let columns: [String]
  /// The rows so far.
  public private(set) var rows: [[ResultValue]] = []

  /// An empty table.
  public init(columns: [String]) {
    self.columns = columns
  }

  /// Adds a row; throws if it does not fit the columns or holds a value no result may have.
  public mutating func append(_ row: [ResultValue]) throws(ResultError) {
    let number = rows.count + 1
    guard row.count == columns.count else {
      throw .fieldCount(row: number, expected: columns.count, found: row.count)
    }
    for (index, value) in row.enumerated() {
      if let first = rows.first, first[index].kind != value.kind {
        throw .mixedTypes(column: columns[index], row: number)
      }
      switch value {
      case .float(let value) where !value.isFinite:
        throw .notFinite(column: columns[index], row: number)
      case .digest(let text) where !ResultValue.isDigest(text):
        throw .notADigest(column: columns[index], row: number, text: text)
      default: break
      }
    }
    rows.append(row)
  }

  /// Writes `$PERFKIT_OUT/fileName`, whole or not at all, and returns whether `PERFKIT_OUT` is set.
  @discardableResult
  public func write(to fileName: String) throws(ResultError) -> Bool {
    guard let folder = getenv("PERFKIT_OUT"), folder.pointee != 0 else {
      try check(fileName)
      return false
    }
    try write(to: fileName, into: String(cString: folder))
    return true
  }

  /// Writes `folder/fileName`, whole or not at all.
  public func write(to fileName: String, into folder: String) throws(ResultError) {
    try check(fileName)
    var text = csv
    let status = text.withUTF8 {
      perfkit_write_file_to(folder, fileName, $0.baseAddress, $0.count)
    }
    guard status == 0 else { throw .system(file: fileName, errno: errno) }
  }

  private func check(_ fileName: String) throws(ResultError) {
    guard !columns.isEmpty else { throw .noColumns }
    var seen: Set<String> = []
    for column in columns where !seen.insert(column).inserted {
      throw .duplicateColumn(column)
    }
    guard !["", ".", ".."].contains(fileName), !fileName.contains("/"), !fileName.contains("\0")
    else { throw .fileName(fileName) }
  }
}
