internal import PerfModel
internal import PerfYAML

extension Reading {
  func readSchemas(_ top: Fields) -> [Schema] {
    guard let pair = top["schemas"],
      let pairs = pairs(pair.value, of: "'schemas'", at: pair.position)
    else { return [] }
    let builtIn = schemaNames
    return pairs.compactMap { entry in
      let owner = "schema '\(YAMLError.shown(entry.key))'"
      checkSchemaName(entry, builtIn: builtIn)
      schemaNames.insert(entry.key)
      guard
        let fields = Fields(
          entry.value, keys: PlanKeys.schema, owner: owner, at: entry.position, in: self)
      else { return nil }
      _ = fields.required("columns")
      let columns = (fields.list("columns") ?? []).compactMap { column($0) }
      return Schema(name: entry.key, columns: columns.map(\.column)).checked(columns, in: self)
    }
  }

  private func checkSchemaName(_ entry: YAMLPair, builtIn: KnownNames) {
    if builtIn.contains(entry.key) {
      report(
        "plan.reserved-name", "schema '\(entry.key)' is built in", at: entry.position,
        hint: "give yours another name, or the next number")
    }
    let parts = entry.key.split(separator: "/", omittingEmptySubsequences: false)
    let version = parts.count == 2 ? parts[1] : ""
    guard let number = Int(version), number > 0, String(number) == version else {
      return report(
        "plan.bad-name", "'\(YAMLError.shown(entry.key))' is no name of a schema",
        at: entry.position, hint: "a name and a version, such as 'kv/1'")
    }
    _ = checkName(String(parts[0]), "the schema's name", at: entry.position)
  }

  /// A column with the places of its name and, for messages, of the whole.
  struct PlacedColumn {
    var column: Schema.Column
    var position: YAMLPosition
  }

  private func column(_ node: YAMLNode) -> PlacedColumn? {
    guard
      let fields = Fields(
        node, keys: PlanKeys.column, owner: "the column", at: node.position, in: self)
    else { return nil }
    let name = columnName(fields)
    let kind = fields.choice("type", of: Schema.Column.Kind.self, required: true)
    let role = fields.choice("role", of: Schema.Column.Role.self, required: true)
    let better = fields.choice("better", of: Schema.Column.Better.self)
    let comparison = fields.choice("class", of: Schema.Column.Class.self)
    let unit = fields.text("unit")
    if let unit, unit.contains(where: { "[],\" ".contains($0) }), let pair = fields["unit"] {
      report("plan.bad-unit", "'\(YAMLError.shown(unit))' is no unit", at: pair.value.position)
    }
    let optional = fields.flag("optional")
    guard let name, let kind, let role else { return nil }
    if role == .metric { checkMetric(fields, kind: kind, comparison: comparison, better: better) }
    return PlacedColumn(
      column: Schema.Column(
        name, kind, role: role, unit: unit, better: better, comparison: comparison ?? .info,
        optional: optional ?? false),
      position: fields["name"]?.value.position ?? node.position)
  }

  private func columnName(_ fields: Fields) -> String? {
    guard let value = fields.required("name")?.value, let text = line(value, "'name'") else {
      return nil
    }
    return checkName(text, "the column's name", at: value.position) ? text : nil
  }

  private func checkMetric(
    _ fields: Fields, kind: Schema.Column.Kind, comparison: Schema.Column.Class?,
    better: Schema.Column.Better?
  ) {
    if ![.int, .uint, .float].contains(kind), let pair = fields["type"] {
      report(
        "plan.conflict", "a metric is a number, not '\(kind.rawValue)'", at: pair.value.position,
        hint: "use type int, uint or float, or another role")
    }
    _ = fields.required("class", hint: "relative, absolute, exact or info")
    if let comparison, [.relative, .absolute].contains(comparison), better == nil {
      _ = fields.required("better", hint: "higher or lower")
    }
  }
}

extension Schema {
  /// The schema, after its columns' names are found to differ.
  fileprivate func checked(_ columns: [Reading.PlacedColumn], in reading: Reading) -> Schema {
    var seen: Set<String> = []
    for placed in columns where !seen.insert(placed.column.name).inserted {
      reading.report(
        "plan.duplicate", "the column '\(placed.column.name)' is there twice", at: placed.position)
    }
    return self
  }
}
