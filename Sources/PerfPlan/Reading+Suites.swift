internal import PerfModel
internal import PerfYAML

/// The variants of an engine and the variables they declare.
struct EngineForms {
  var variants = KnownNames([])
  var variables = KnownNames([])

  init() {}

  init(_ engine: Engine) {
    variants = KnownNames(engine.variants.map(\.name))
    variables = KnownNames(engine.variants.flatMap { $0.environment.map(\.name) })
  }
}

extension Reading {
  func readSuites(_ top: Fields, engines: [Engine]) -> [Suite] {
    guard let pair = top["suites"], let pairs = pairs(pair.value, of: "'suites'", at: pair.position)
    else { return [] }
    let engineNames = KnownNames(top["engines"]?.value.pairs?.map(\.key) ?? [])
    let forms = Dictionary(uniqueKeysWithValues: engines.map { ($0.name, EngineForms($0)) })
    return pairs.compactMap { entry in
      _ = checkName(entry.key, "the suite's name", at: entry.position)
      let owner = "suite '\(YAMLError.shown(entry.key))'"
      guard
        let fields = Fields(
          entry.value, keys: PlanKeys.suite, owner: owner, at: entry.position, in: self)
      else { return nil }
      let engineName = engine(of: fields, among: engineNames)
      return suite(
        named: entry.key, fields, engineName: engineName ?? "",
        forms: engineName.flatMap { forms[$0] } ?? EngineForms())
    }
  }

  private func suite(
    named name: String, _ fields: Fields, engineName: String, forms: EngineForms
  ) -> Suite {
    let kinds = Suite.Kind.allCases.map(\.rawValue).joined(separator: ", ")
    _ = fields.required("kind", hint: "one of \(kinds)")
    var suite = Suite(
      name: name, kind: fields.choice("kind", of: Suite.Kind.self) ?? .smoke, engine: engineName,
      position: Position(fields.position))
    readSeeds(fields, into: &suite)
    suite.baseline = fields.name("baseline").flatMap { $0 == "none" ? nil : $0 }
    let nodes = caseNodes(fields)
    let matrix = sharedMatrixKeys(of: nodes)
    suite.environment = environment(fields, matrix: matrix)
    let variables = [KnownNames(suite.environment.map(\.name)), forms.variables]
    suite.settings = settings(
      fields, in: Scope(matrix: matrix, environment: variables), variants: forms.variants)
    suite.cases = nodes.compactMap {
      readCase($0, of: suite, variables: variables, variants: forms.variants)
    }
    return suite
  }

  private func engine(of fields: Fields, among known: KnownNames) -> String? {
    let hint = known.list.first.map { "write 'engine: \(YAMLError.shown($0))'" }
    guard let value = fields.required("engine", hint: hint)?.value,
      let name = line(value, "'engine'")
    else { return nil }
    guard known.contains(name) else {
      report(
        "plan.unknown-engine", "there is no engine '\(YAMLError.shown(name))'", at: value.position,
        hint: suggestion(for: name, among: known.list))
      return nil
    }
    return name
  }

  private func readSeeds(_ fields: Fields, into suite: inout Suite) {
    if let pair = fields["seed"], let seed = unsigned(pair.value, "'seed'") { suite.seeds = [seed] }
    guard let pair = fields["seeds"] else { return }
    if let other = fields["seed"] {
      let later = fields.order.last { $0 == "seed" || $0 == "seeds" } == "seed" ? other : pair
      report(
        "plan.conflict", "a suite has 'seed' or 'seeds', not both", at: later.position,
        hint: "remove one of the two")
    }
    var seeds: [UInt64] = []
    for node in fields.list("seeds", hint: "write [1, 2, 3]") ?? [] {
      guard let seed = unsigned(node, "a seed") else { continue }
      if seeds.contains(seed) {
        report("plan.duplicate", "the seed \(seed) is there twice", at: node.position)
      } else if seeds.count < Reading.mostCases {
        seeds.append(seed)
      } else {
        report(
          "plan.too-many-cases", "more than \(Reading.mostCases) seeds", at: node.position)
        break
      }
    }
    suite.namesSeed = true
    if !seeds.isEmpty { suite.seeds = seeds }
  }

  private func caseNodes(_ fields: Fields) -> [YAMLNode] {
    _ = fields.required("cases", hint: "write a list of cases with 'name' and 'command'")
    return fields.list("cases", hint: "write a list: '- name: …'") ?? []
  }

  /// The matrix keys that every case has, so that the suite's own values may use them.
  private func sharedMatrixKeys(of cases: [YAMLNode]) -> [String] {
    let keys = cases.map { node in
      node.pairs?.first { $0.key == "matrix" }?.value.pairs?.map(\.key) ?? []
    }
    guard let first = keys.first, first.count <= Reading.mostAxes else { return [] }
    return first.filter { key in keys.allSatisfy { $0.prefix(Reading.mostAxes).contains(key) } }
  }
}
