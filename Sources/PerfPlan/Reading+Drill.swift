internal import PerfModel
internal import PerfYAML

extension Reading {
  private static let mostKills = 10_000
  private static let mostTornBytes = 1 << 20

  /// The drill of a case.
  func readDrill(_ fields: Fields, of suite: Suite, in scope: Scope) -> Drill? {
    guard let pair = fields["drill"],
      let drill = Fields(
        pair.value, keys: PlanKeys.drill, owner: "the drill", at: pair.position, in: self)
    else { return nil }
    let recover = drill.required("recover", hint: "write the command that goes on after a kill")
      .flatMap { words($0.value, "'recover'", in: scope) }
    let kills = drill.count("kills", in: 1...Self.mostKills) ?? Drill.standardKills
    let tear = readTear(drill)
    checkPlace(of: pair, fields, suite)
    return Drill(
      kills: kills, recover: recover ?? [], tear: tear, position: Position(pair.position))
  }

  /// Reports what a drill cannot be had with.
  private func checkPlace(of pair: YAMLPair, _ fields: Fields, _ suite: Suite) {
    if suite.kind != .stress {
      report(
        "plan.conflict", "a drill belongs to a suite of kind stress", at: pair.position,
        hint: "this suite is of kind \(suite.kind.rawValue)")
    }
    if let other = fields["load"] {
      report(
        "plan.conflict", "a case has 'load' or 'drill', not both", at: other.position,
        hint: "make two cases of it")
    }
    if fields["capture"] != nil || suite.settings.captureStdout == true {
      report(
        "plan.conflict", "'capture: stdout' cannot be had with 'drill'",
        at: (fields["capture"] ?? pair).position,
        hint: "the acknowledgements are on standard output")
    }
    if fields["results"]?.value.elements?.isEmpty ?? true {
      report(
        "plan.missing-key", "a case with 'drill' has no 'results'", at: pair.position,
        hint: "they are what a recovered engine is compared by")
    }
  }

  private func readTear(_ drill: Fields) -> Drill.Tear? {
    guard let pair = drill["tear"],
      let tear = Fields(
        pair.value, keys: PlanKeys.tear, owner: "'tear'", at: pair.position, in: self)
    else { return nil }
    _ = tear.required("file")
    let file = tear.path("file")
    let counts = Drill.Tear.Kind.allCases.compactMap { kind in
      tear[kind.rawValue].map { _ in kind }
    }
    guard counts.count == 1, let kind = counts.first else {
      report(
        "plan.missing-key", "'tear' needs either 'append' or 'cut'", at: pair.position,
        hint: "write append: 64 for up to 64 bytes more, cut: 64 for as many less")
      return nil
    }
    guard let most = tear.count(kind.rawValue, in: 1...Self.mostTornBytes), let file else {
      return nil
    }
    return Drill.Tear(file: file, kind: kind, most: most)
  }
}
