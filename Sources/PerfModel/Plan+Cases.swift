extension Plan {
  /// The cases of a suite with matrix and seeds expanded, in declared order: the last matrix key
  /// changes fastest, seeds faster still.
  public func cases(of suite: Suite) -> [PlannedCase] {
    suite.cases.flatMap { declaration in
      declaration.bindings().flatMap { bindings in
        suite.seeds.map { seed in
          var parts = bindings.map { "\($0.name)=\($0.value)" }
          if suite.namesSeed { parts.append("seed=\(seed)") }
          let name = parts.isEmpty ? "" : "/" + parts.joined(separator: ",")
          return PlannedCase(
            name: declaration.name + name, suite: suite.name, declaration: declaration,
            seed: seed, bindings: bindings)
        }
      }
    }
  }
}

extension CaseDeclaration {
  /// How many cases this and `seeds` seeds make; `Int.max` where that does not fit.
  public func caseCount(seeds: Int) -> Int {
    matrix.reduce(seeds) { count, axis in
      let (product, overflow) = count.multipliedReportingOverflow(by: axis.values.count)
      return overflow ? .max : product
    }
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
