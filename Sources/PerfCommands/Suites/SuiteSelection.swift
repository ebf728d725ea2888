internal import PerfModel
internal import PerfPlan

/// What a suite command runs: suites of one kind, narrowed by the command line.
struct SuiteSelection {
  /// One suite with the cases left in it.
  struct Entry {
    var suite: Suite
    var cases: [PlannedCase]
  }

  var entries: [Entry] = []
  /// Whether the command line left out cases of a suite, or changed what they do.
  var narrowed: Bool

  /// Selects what is given.
  init(entries: [Entry]) {
    self.entries = entries
    narrowed = false
  }

  init(_ options: SuiteOptions, kind: Suite.Kind, plan: Plan) throws(Problems) {
    narrowed =
      options.caseGlob != nil || options.seed != nil || options.repeats != nil
      || options.variant != nil || options.findsKnee || options.kill != nil
    for suite in try Self.suites(options.suites, kind: kind, plan: plan) {
      if let variant = options.variant { try Self.check(variant, of: suite, plan) }
      var chosen = suite
      if let seed = options.seed { chosen.seeds = [seed] }
      var cases = plan.cases(of: chosen)
      if let glob = options.caseGlob { cases = cases.filter { glob.matches($0.name) } }
      if !cases.isEmpty { entries.append(Entry(suite: chosen, cases: cases)) }
    }
    if entries.isEmpty { throw Self.nothing([kind], plan) }
  }

  /// What `ab` compares: the named suites, or all bench suites, or where there is none, all smoke
  /// suites; between variants those whose engine declares both.
  init(paired options: PairedSuiteOptions, plan: Plan) throws(Problems) {
    narrowed = options.caseGlob != nil || options.variant != nil
    let variants = [options.baseVariant, options.headVariant, options.variant].compactMap { $0 }
    let kind: Suite.Kind = plan.suites.contains { $0.kind == .bench } ? .bench : .smoke
    var chosen = try Self.suites(options.suites, kind: nil, plan: plan)
    if options.suites.isEmpty {
      chosen = chosen.filter { suite in
        let known = plan.engine(named: suite.engine)?.variants.map(\.name) ?? []
        return suite.kind == kind && variants.allSatisfy(known.contains)
      }
      if chosen.isEmpty, let first = plan.suites.first(where: { $0.kind == kind }) {
        for variant in variants { try Self.check(variant, of: first, plan) }
      }
    } else {
      for suite in chosen {
        for variant in variants { try Self.check(variant, of: suite, plan) }
      }
    }
    for suite in chosen {
      var cases = plan.cases(of: suite)
      if let glob = options.caseGlob { cases = cases.filter { glob.matches($0.name) } }
      if !cases.isEmpty { entries.append(Entry(suite: suite, cases: cases)) }
    }
    if entries.isEmpty { throw Self.nothing([.bench, .smoke], plan) }
  }

  private static func nothing(_ kinds: [Suite.Kind], _ plan: Plan) -> Problems {
    let names = plan.suites.filter { kinds.contains($0.kind) }.flatMap { plan.cases(of: $0) }
      .map(\.name)
    let kind = kinds.map(\.rawValue).joined(separator: " or ")
    let hint =
      names.isEmpty
      ? "declare a suite of kind \(kind) in perfkit.yaml"
      : "cases: " + names.prefix(8).joined(separator: ", ") + (names.count > 8 ? ", …" : "")
    return Problems([
      Problem(
        "select.nothing", "no case of kind \(kind) is selected: nothing was measured",
        hint: hint, verdict: .missing)
    ])
  }

  private static func check(
    _ variant: String, of suite: Suite, _ plan: Plan
  ) throws(Problems) {
    let known = plan.engine(named: suite.engine)?.variants.map(\.name) ?? []
    guard !known.contains(variant) else { return }
    throw Problems([
      Problem(
        "select.unknown-variant", "engine '\(suite.engine)' has no variant '\(variant)'",
        hint: nearest(variant, in: known).map { "did you mean '\($0)'?" }
          ?? (known.isEmpty ? "it declares none" : "variants: " + known.joined(separator: ", ")),
        verdict: .usage)
    ])
  }

  private static func suites(
    _ names: [String], kind: Suite.Kind?, plan: Plan
  ) throws(Problems) -> [Suite] {
    guard !names.isEmpty else {
      return plan.suites.filter { suite in kind.map { suite.kind == $0 } ?? true }
    }
    var chosen: [Suite] = []
    for name in names {
      guard let suite = plan.suites.first(where: { $0.name == name }) else {
        let known = plan.suites.map(\.name)
        throw Problems([
          Problem(
            "select.unknown-suite", "there is no suite '\(name)'",
            hint: nearest(name, in: known).map { "did you mean '\($0)'?" }
              ?? "suites: \(known.joined(separator: ", "))", verdict: .usage)
        ])
      }
      guard kind == nil || suite.kind == kind else {
        throw Problems([
          Problem(
            "select.other-kind", "suite '\(name)' is of kind \(suite.kind.rawValue)",
            hint: "run it with `perfkit \(suite.kind.rawValue) --suite \(name)`", verdict: .usage)
        ])
      }
      if !chosen.contains(where: { $0.name == name }) { chosen.append(suite) }
    }
    return chosen
  }
}
