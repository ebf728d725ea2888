internal import PerfModel
internal import PerfYAML

extension Reading {
  private static let mostFaults = 32

  /// The faults of a suite or case, with their substitutions checked; their values are read case by
  /// case.
  func readFaults(_ fields: Fields, in scope: Scope) -> [FaultDeclaration]? {
    guard let pair = fields["faults"],
      let pairs = pairs(pair.value, of: "'faults'", at: pair.position)
    else { return nil }
    if pairs.count > Self.mostFaults {
      report(
        "plan.too-many-cases", "a case has at most \(Self.mostFaults) faults",
        at: pairs[Self.mostFaults].position)
    }
    return pairs.prefix(Self.mostFaults).compactMap { entry in
      _ = checkName(entry.key, "the fault's name", at: entry.position)
      let owner = "fault '\(YAMLError.shown(entry.key))'"
      guard
        let fault = Fields(
          entry.value, keys: PlanKeys.fault, owner: owner, at: entry.position, in: self)
      else { return nil }
      if Self.saysNothing(entry.value) {
        report(
          "plan.bad-fault", "\(owner) does nothing", at: entry.position,
          hint: "write {loss: 1%}, {delay: 200us}, {signal: stop, at: 1s, for: 200ms} or "
            + "{disk: {delay: 5ms}}")
      }
      return FaultDeclaration(
        name: entry.key, values: faultValues(fault, in: scope), position: Position(entry.position))
    }
  }

  /// Whether a mapping holds nothing, or nothing but mappings that hold nothing.
  private static func saysNothing(_ node: YAMLNode) -> Bool {
    node.pairs?.allSatisfy { saysNothing($0.value) } ?? false
  }

  private func faultValues(_ fault: Fields, in scope: Scope) -> [String: Word] {
    var values: [String: Word] = [:]
    for key in fault.order {
      guard let pair = fault[key] else { continue }
      guard let parts = PlanKeys.faultParts[key] else {
        values[key] = faultValue(pair.value, "'\(key)'", in: scope)
        continue
      }
      guard
        let inner = Fields(
          pair.value, keys: parts, owner: "'\(key)'", at: pair.position, in: self)
      else { continue }
      for part in inner.order {
        guard let value = inner[part]?.value else { continue }
        values[key + "." + part] = faultValue(value, "'\(part)'", in: scope)
      }
    }
    return values
  }

  private func faultValue(_ node: YAMLNode, _ subject: String, in scope: Scope) -> Word? {
    guard let text = line(node, subject) else { return nil }
    checkTemplate(node, in: scope)
    return Word(text, position: Position(node.position))
  }

  /// Reports faults of a case that nothing loads, and objectives under faults that are not declared.
  func checkFaults(of declaration: CaseDeclaration) {
    let faults = declaration.settings.faults ?? []
    if let first = faults.first, declaration.load == nil {
      report(
        "plan.bad-fault",
        "the case '\(YAMLError.shown(declaration.name))' has faults and no 'load'",
        at: YAMLPosition(first.position), hint: "faults need an engine that perfkit loads")
    }
    if !faults.isEmpty, declaration.matrix.contains(where: { $0.key == FaultDeclaration.caseKey }) {
      report(
        "plan.reserved-name", "with faults '\(FaultDeclaration.caseKey)' cannot be a matrix key",
        at: YAMLPosition(declaration.position), hint: "the names of cases under a fault carry it")
    }
    for word in declaration.settings.objectives ?? [] {
      guard let under = Condition(objective: word.text)?.under,
        !faults.contains(where: { under.matches($0.name) })
      else { continue }
      report(
        "plan.unknown-fault",
        "the case '\(YAMLError.shown(declaration.name))' has no fault "
          + "'\(YAMLError.shown(under.pattern))'",
        at: YAMLPosition(word.position),
        hint: suggestion(for: under.pattern, among: faults.map(\.name)))
    }
  }
}
