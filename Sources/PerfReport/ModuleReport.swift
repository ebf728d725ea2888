internal import PerfModel

/// The modules of a paired comparison as tables: what an operation of each takes on either side,
/// and its part of the whole's change.
struct ModuleReport {
  let style: Style
  let width: Int

  /// The tables, each below the names of its case and scenario.
  func lines(_ tables: [Comparison.ModuleTable]) -> [String] {
    tables.flatMap { table in [""] + lines(table) }
  }

  private func lines(_ table: Comparison.ModuleTable) -> [String] {
    let scenario = table.scenario.map { "  \($0)" } ?? ""
    var text = TextTable(
      [
        ("module", .left), ("base", .right), ("head", .right), ("change", .right),
        ("interval", .right), ("of the change", .right), ("verdict", .left),
      ], dispensable: ["interval"])
    for module in table.modules + (table.whole.map { [$0] } ?? []) {
      if module == table.whole, let left = table.unaccounted {
        text.add([
          "unaccounted", Quantity.text(left.base, unit: "ns"), Quantity.text(left.head, unit: "ns"),
          "", "", share(left.shareOfChangePercent), "",
        ])
      }
      text.add([
        module.name, side(module.mean.base, module.mean.unit),
        side(module.mean.head, module.mean.unit), PairedReport.change(module.mean),
        PairedReport.interval(module.mean), share(module.shareOfChangePercent),
        module.mean.verdict?.rawValue ?? "",
      ])
    }
    return ["  \(table.caseName)\(style.dim(scenario))  time an operation"]
      + text.lines(width: width, style: style) + table.modules.compactMap(note)
  }

  private func side(_ field: Comparison.Field, _ unit: String) -> String {
    field == .absent ? "absent" : PairedReport.text(field, unit)
  }

  private func note(on module: Comparison.Module) -> String? {
    module.onlySide.map {
      style.dim(
        "  \(module.name) is a module of the \($0.rawValue) only, and counts as 0 on the other "
          + "side")
    }
  }

  private func share(_ percent: Double?) -> String {
    percent.map { "\(Quantity.fixed($0, 0)) %" } ?? ""
  }
}

extension Comparison {
  /// Whether a row stands in a module table, or belongs to one and has nothing to tell.
  func isInModuleTable(_ row: Row) -> Bool {
    let isTold = row.gating && row.verdict != .pass && row.verdict != .improved
    return modules.contains { table in
      table.suite == row.suite && table.caseName == row.caseName
        && (table.modules + (table.whole.map { [$0] } ?? [])).contains { module in
          module.mean == row || !isTold && module.metrics.contains(row.metric)
        }
    }
  }
}
