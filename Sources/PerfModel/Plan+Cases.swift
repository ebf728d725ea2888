extension Plan {
  /// The cases of a suite with matrix, faults and seeds expanded, in declared order: the last matrix
  /// key changes faster, then the fault, none before the first, and seeds fastest.
  public func cases(of suite: Suite) -> [PlannedCase] {
    suite.cases.flatMap { declaration in
      declaration.forms().flatMap { bindings, fault in
        suite.seeds.map { seed in
          var parts = bindings.map { "\($0.name)=\($0.value)" }
          if let fault { parts.append("\(FaultDeclaration.caseKey)=\(fault.name)") }
          if suite.namesSeed { parts.append("seed=\(seed)") }
          let name = parts.isEmpty ? "" : "/" + parts.joined(separator: ",")
          return PlannedCase(
            name: declaration.name + name, suite: suite.name, declaration: declaration,
            seed: seed, bindings: bindings, fault: fault)
        }
      }
    }
  }
}

extension CaseDeclaration {
  /// How many cases this and `seeds` seeds make; `Int.max` where that does not fit.
  public func caseCount(seeds: Int) -> Int {
    (matrix.map(\.values.count) + [1 + (settings.faults ?? []).count]).reduce(seeds) {
      count, more in
      let (product, overflow) = count.multipliedReportingOverflow(by: more)
      return overflow ? .max : product
    }
  }

  /// Every combination of the matrix values, first without a fault and then with each.
  fileprivate func forms() -> [(bindings: [EnvironmentValue], fault: FaultDeclaration?)] {
    let faults: [FaultDeclaration?] = [nil] + (settings.faults ?? []).map { $0 }
    return bindings().flatMap { row in faults.map { (row, $0) } }
  }

  /// Every combination of the matrix values, in declared order.
  public func bindings() -> [[EnvironmentValue]] {
    var result: [[EnvironmentValue]] = [[]]
    for axis in matrix {
      result = result.flatMap { row in
        axis.values.map { row + [EnvironmentValue(name: axis.key, value: $0)] }
      }
    }
    return result
  }
}
