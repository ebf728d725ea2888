public import PerfModel

extension ResultTable {
  /// The metrics of the table, one value each.
  ///
  /// With several rows the row's key stands in brackets behind the metric.
  public var samples: [CaseRecord.Samples] {
    rows.enumerated().flatMap { row, values in
      let key =
        rows.count == 1
        ? "" : "[" + (keyPositions.isEmpty ? String(row) : self.key(of: values)) + "]"
      return zip(columns, values).compactMap { column, value -> CaseRecord.Samples? in
        guard column.role == .metric, let number = value.number else { return nil }
        return CaseRecord.Samples(
          metric: column.name + key, unit: column.unit ?? "", better: column.better,
          comparison: column.comparison, gating: column.comparison != .info, values: [number])
      }
    }
  }
}
