internal import PerfModel

/// What an engine sees of the world (contract "What an engine sees").
struct RunEnvironment {
  /// The caller's `PATH`.
  let path: String
  /// `SOURCE_DATE_EPOCH`.
  let epoch: Int

  private static let hashVariables = ["SWIFT_DETERMINISTIC_HASHING", "PYTHONHASHSEED"]

  /// The substitution and the environment of one run.
  func values(
    of planned: PlannedCase, run: Int, suite: Suite, engine: EngineLocation, scratch: String,
    perturbed: Set<CaseSettings.Perturbation>
  ) -> (substitution: Substitution, environment: [String]) {
    let out = scratch + "/out"
    var names = [
      "seed": String(planned.seed), "out": out, "case": planned.name, "run": String(run),
      "variant": engine.variant?.name ?? "", "scratch": scratch, "source": engine.folder,
    ]
    for binding in planned.bindings { names[binding.name] = binding.value }
    let plain = Substitution(names)
    var entries: [EnvironmentValue] = [
      EnvironmentValue(name: "PATH", value: path),
      EnvironmentValue(name: "HOME", value: scratch + "/home"),
      EnvironmentValue(name: "TMPDIR", value: scratch + "/tmp"),
      EnvironmentValue(name: "TZ", value: "UTC"),
      EnvironmentValue(name: "LC_ALL", value: "C.UTF-8"),
      EnvironmentValue(name: "SOURCE_DATE_EPOCH", value: String(epoch)),
    ]
    if !perturbed.contains(.hash) {
      entries.append(EnvironmentValue(name: Self.hashVariables[0], value: "1"))
      entries.append(EnvironmentValue(name: Self.hashVariables[1], value: "0"))
    }
    if perturbed.contains(.environment) {
      let padding = String(repeating: "x", count: 64 + Int(planned.seed % 4096))
      entries.append(EnvironmentValue(name: "PERFKIT_PAD", value: padding))
    }
    let declared =
      suite.environment + planned.declaration.environment + (engine.variant?.environment ?? [])
    for value in declared {
      let expanded = EnvironmentValue(name: value.name, value: plain.expand(value.value))
      entries.removeAll { $0.name == value.name }
      entries.append(expanded)
      names["env:" + value.name] = expanded.value
    }
    entries += [
      EnvironmentValue(name: "PERFKIT_OUT", value: out),
      EnvironmentValue(name: "PERFKIT_SEED", value: String(planned.seed)),
      EnvironmentValue(name: "PERFKIT_CASE", value: planned.name),
      EnvironmentValue(name: "PERFKIT_RUN", value: String(run)),
      EnvironmentValue(name: "PERFKIT_VARIANT", value: engine.variant?.name ?? ""),
    ]
    return (Substitution(names), entries.map { $0.name + "=" + $0.value })
  }
}
