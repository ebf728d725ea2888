internal import PerfModel

/// Puts the rows of a case's `module-overhead/1` tables side by side, module by module.
struct ModuleTables {
  private let entry: PairedRecord.Case
  private let rows: [String: Comparison.Row]

  /// `rows` are those of the whole comparison.
  init(_ entry: PairedRecord.Case, rows: [Comparison.Row]) {
    self.entry = entry
    let own = rows.filter { $0.suite == entry.suite && $0.caseName == entry.name }
    self.rows = Dictionary(own.map { ($0.metric, $0) }) { first, _ in first }
  }

  /// The tables: one for every file and scenario.
  var tables: [Comparison.ModuleTable] {
    entry.digests.filter { $0.schema == Schema.moduleOverhead.name }.flatMap(tables)
  }

  private func tables(of digest: PairedRecord.Digest) -> [Comparison.ModuleTable] {
    var tables: [Comparison.ModuleTable] = []
    for key in keys(digest.name) {
      let fields = DigestComparator.fields(of: key)
      guard let mean = rows[name("mean", key, digest.name)] else { continue }
      let scenario = fields.count > 1 ? fields[1] : nil
      let module = Comparison.Module(
        name: fields[0], mean: mean,
        metrics: Schema.moduleOverhead.columns.filter { $0.role == .metric }.map {
          name($0.name, key, digest.name)
        })
      let place =
        tables.firstIndex { $0.scenario == scenario }
        ?? {
          tables.append(
            Comparison.ModuleTable(
              suite: entry.suite, caseName: entry.name, file: digest.name, scenario: scenario))
          return tables.count - 1
        }()
      if module.name == Schema.wholeModule {
        tables[place].whole = module
      } else {
        tables[place].modules.append(module)
      }
    }
    return tables.map(accounted)
  }

  /// The keys of the table's rows, in the order in which they were first seen.
  private func keys(_ file: String) -> [String] {
    var keys: [String] = []
    for row in entry.rows {
      for start in [file + ":unaccounted[", "unaccounted["] where row.metric.hasPrefix(start) {
        let key = String(row.metric.dropFirst(start.count).dropLast())
        if !keys.contains(key) { keys.append(key) }
      }
    }
    return keys
  }

  /// A metric's name, which carries the file if another one has the same.
  private func name(_ column: String, _ key: String, _ file: String) -> String {
    let own = "\(file):\(column)[\(key)]"
    return rows[own] == nil ? "\(column)[\(key)]" : own
  }

  // MARK: Sums

  /// The table with what each module has of the whole's change, and with what is left.
  private func accounted(_ table: Comparison.ModuleTable) -> Comparison.ModuleTable {
    guard let whole = table.whole, let all = totals(whole) else { return table }
    var table = table
    let change = all.head - all.base
    let isShown = whole.mean.intervalPercent.map { !$0.contains(0) } ?? false
    func share(_ part: (base: Double, head: Double)) -> Double? {
      isShown && change != 0 ? 100 * (part.head - part.base) / change : nil
    }
    var left = all
    for place in table.modules.indices {
      guard let own = totals(table.modules[place]) else { return table }
      table.modules[place].shareOfChangePercent = share(own)
      left.base -= own.base
      left.head -= own.head
    }
    table.whole?.shareOfChangePercent = isShown ? 100 : nil
    if case .number(let mean) = whole.mean.base, mean > 0, all.base > 0 {
      let operations = all.base / mean
      var unaccounted = Comparison.ModuleTable.Unaccounted(
        base: left.base / operations, head: left.head / operations)
      unaccounted.shareOfChangePercent = share(left)
      table.unaccounted = unaccounted
    }
    return table
  }

  /// The medians of a module's `total` on both sides: 0 on one that does not have the module.
  private func totals(_ module: Comparison.Module) -> (base: Double, head: Double)? {
    let columns = Schema.moduleOverhead.columns.filter { $0.role == .metric }
    guard let place = columns.firstIndex(where: { $0.name == "total" }),
      let row = rows[module.metrics[place]]
    else { return nil }
    switch (row.base, row.head) {
    case (.number(let base), .number(let head)): return (base, head)
    case (.number(let base), .absent) where module.onlySide == .base: return (base, 0)
    case (.absent, .number(let head)) where module.onlySide == .head: return (0, head)
    default: return nil
    }
  }
}
