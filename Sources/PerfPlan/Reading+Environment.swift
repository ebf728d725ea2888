internal import PerfModel
internal import PerfYAML

extension Reading {
  private static let ownVariables = ["SEED", "OUT", "CASE", "RUN", "VARIANT", "PAD"].map {
    "PERFKIT_\($0)"
  }

  /// The `environment` of a suite, case or variant; its values may use the names of `matrix`.
  func environment(_ fields: Fields, matrix: [String] = []) -> [EnvironmentValue] {
    guard let pair = fields["environment"],
      let pairs = pairs(pair.value, of: "'environment'", at: pair.position)
    else { return [] }
    let scope = Scope(matrix: matrix, environment: nil)
    return pairs.compactMap { entry in
      guard checkVariable(entry.key, at: entry.position) else { return nil }
      if Self.ownVariables.contains(entry.key) {
        report("plan.reserved-name", "\(entry.key) is set by perfkit itself", at: entry.position)
        return nil
      }
      guard let scalar = entry.value.scalar else {
        wrongType(entry.value, "'\(entry.key)'", expected: "a text")
        return nil
      }
      guard !scalar.isAbsent else {
        report(
          "plan.no-value", "'\(entry.key)' has no value", at: entry.position,
          hint: "write \"\" for an empty one")
        return nil
      }
      checkTemplate(entry.value, in: scope)
      return EnvironmentValue(name: entry.key, value: scalar.text)
    }
  }
}
