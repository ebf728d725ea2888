public import PerfModel

extension ResultTable {
  /// The samples of one metric within a run, in time order.
  public struct Series: Sendable, Hashable {
    /// The keys that the samples share, as text, `insert,42`; empty if `iteration` is the only key.
    public var key: String
    /// The metric's column.
    public var column: Schema.Column
    /// The iterations' numbers, ascending.
    public var iterations: [UInt64]
    /// Their values, in the column's unit.
    public var values: [Double]
  }

  /// The table's series, one for every metric and combination of keys beside `iteration`, in the
  /// order in which the keys first appear; nil of a table without a key column `iteration` of whole
  /// numbers from 0.
  public var series: [Series]? {
    let place = columns.firstIndex { column in
      column.name == Schema.iterationColumn && column.role == .key && column.kind == .uint
    }
    guard let place else { return nil }
    let others = keyPositions.filter { $0 != place }
    var order: [String] = []
    var groups: [String: [(iteration: UInt64, row: [ResultValue])]] = [:]
    for row in rows {
      guard case .uint(let iteration) = row[place] else { return nil }
      let key = CSV.record(others.map { row[$0].fieldText })
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append((iteration, row))
    }
    return order.flatMap { key in
      let samples = (groups[key] ?? []).sorted { $0.iteration < $1.iteration }
      return columns.indices.filter { columns[$0].role == .metric }.map { position in
        let numbers = samples.compactMap { sample in
          sample.row[position].number.map { (sample.iteration, $0) }
        }
        return Series(
          key: key, column: columns[position], iterations: numbers.map(\.0),
          values: numbers.map(\.1))
      }
    }
  }
}
