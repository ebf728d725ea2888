internal import PerfModel
internal import PerfYAML

extension Reading {
  /// How many keys a matrix may have.
  static let mostAxes = 16
  private static let longestValue = 200
  private static let mostResults = 32

  func readCase(
    _ node: YAMLNode, of suite: Suite, variables: [KnownNames], variants: KnownNames
  ) -> CaseDeclaration? {
    let name = node.pairs?.first { $0.key == "name" }?.value.scalar?.text
    let owner = name.map { "case '\(YAMLError.shown($0))'" } ?? "the case"
    guard
      let fields = Fields(
        node, keys: PlanKeys.caseKeys, owner: owner, at: node.position, in: self)
    else { return nil }
    let declared = fields.name("name", required: true)
    let matrix = readMatrix(fields)
    let keys = matrix.map(\.key)
    let own = environment(fields, matrix: keys)
    var scope = Scope(matrix: keys, environment: [KnownNames(own.map(\.name))] + variables)
    let load = readLoad(fields, in: scope)
    switch load?.drive {
    case .socket, .http: scope.matrix.append(LoadDeclaration.portName)
    case .command: scope.matrix.append(LoadDeclaration.operationName)
    case .lines, nil: break
    }
    let command = fields.required("command").flatMap { words($0.value, "'command'", in: scope) }
    return CaseDeclaration(
      name: declared ?? "", command: command ?? [], matrix: matrix, environment: own,
      results: readResults(fields, in: scope), load: load,
      drill: readDrill(fields, of: suite, in: scope),
      settings: settings(fields, in: scope, variants: variants).inheriting(from: suite.settings),
      position: Position(fields["name"]?.value.position ?? node.position))
  }

  private func readMatrix(_ fields: Fields) -> [MatrixAxis] {
    guard let pair = fields["matrix"],
      let pairs = pairs(pair.value, of: "'matrix'", at: pair.position)
    else { return [] }
    if pairs.count > Self.mostAxes {
      report(
        "plan.too-many-cases", "a matrix has at most \(Self.mostAxes) keys", at: pair.position)
    }
    if pairs.isEmpty {
      report("plan.empty-list", "'matrix' has no keys", at: pair.value.position)
    }
    return pairs.prefix(Self.mostAxes).compactMap { entry in
      guard checkName(entry.key, "the matrix key", at: entry.position) else { return nil }
      if Template.runNames.contains(entry.key) {
        report(
          "plan.reserved-name", "'${\(entry.key)}' is a name of perfkit itself", at: entry.position,
          hint: entry.key == "seed" ? "use 'seeds: [1, 2, 3]' of the suite" : nil)
      }
      return MatrixAxis(key: entry.key, values: matrixValues(entry))
    }
  }

  private func matrixValues(_ entry: YAMLPair) -> [String] {
    let subject = "matrix '\(entry.key)'"
    guard let elements = entry.value.elements else {
      let text = entry.value.scalar.map { YAMLError.shown($0.text) }
      wrongType(
        entry.value, subject, expected: "a list of values", hint: text.map { "write [\($0)]" })
      return []
    }
    if elements.isEmpty {
      report("plan.empty-list", "\(subject) is an empty list", at: entry.value.position)
    }
    var seen: Set<String> = []
    return elements.compactMap { node in
      guard let value = line(node, "a value of \(subject)") else { return nil }
      if value.count > Self.longestValue {
        report(
          "plan.bad-name", "a value of \(subject) has more than \(Self.longestValue) characters",
          at: node.position)
        return nil
      }
      if !seen.insert(value).inserted {
        report(
          "plan.duplicate", "'\(YAMLError.shown(value))' is there twice in \(subject)",
          at: node.position)
        return nil
      }
      return value
    }
  }

  private func readResults(_ fields: Fields, in scope: Scope) -> [ResultFile] {
    let nodes = fields.list("results", orEmpty: true, hint: "write [{file: r.csv, schema: kv/1}]")
    if let nodes, nodes.count > Self.mostResults {
      report(
        "plan.too-many-cases", "a case has at most \(Self.mostResults) results",
        at: nodes[Self.mostResults].position)
    }
    return (nodes ?? []).prefix(Self.mostResults).compactMap { node in
      guard
        let entry = Fields(
          node, keys: PlanKeys.result, owner: "the result", at: node.position, in: self)
      else { return nil }
      let file = entry.text("file", required: true)
      if let value = entry["file"]?.value { checkTemplate(value, in: scope) }
      let schema = entry.text("schema", required: true)
      if let schema, !schemaNames.contains(schema), let value = entry["schema"]?.value {
        report(
          "plan.unknown-schema", "there is no schema '\(YAMLError.shown(schema))'",
          at: value.position, hint: suggestion(for: schema, among: schemaNames.list))
      }
      let optional = entry.flag("optional") ?? false
      guard let file, let schema else { return nil }
      return ResultFile(
        file: file, schema: schema, optional: optional,
        position: Position(entry["file"]?.value.position ?? node.position))
    }
  }
}
