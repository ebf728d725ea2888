public import PerfModel

/// The gate that holds what is shipped against what was tested: a pure function of the builds.
public enum ArtefactGates {
  /// Whether every file of the shipped engines has the digest that the records name.
  ///
  /// Nothing tested is accepted only where nothing is required, or by an override of the suites.
  public static func tested(
    _ built: [RunRecord.BuiltEngine], by records: [RunRecord], isRequired: Bool
  ) -> GateResult {
    var facts: [String] = []
    var faults: [String] = []
    for engine in built {
      let tested = records.flatMap { record in
        record.engines.filter { $0.name == engine.name }.map { (record.id, $0) }
      }
      guard !tested.isEmpty else {
        if isRequired {
          faults.append("no record that counts is of the engine \(engine.name)")
        } else {
          facts.append("\(engine.name): not tested, and not required")
        }
        continue
      }
      for (run, other) in tested {
        let digests = Dictionary(
          other.artefacts.map { ($0.path, $0.sha256) }, uniquingKeysWith: { $1 })
        for artefact in engine.artefacts where digests[artefact.path] != artefact.sha256 {
          let name = artefact.path.escapedForDisplay
          if let digest = digests[artefact.path] {
            faults.append(
              "\(engine.name): \(name) is \(artefact.sha256.prefix(12)), "
                + "run \(run) tested \(digest.prefix(12))")
          } else {
            faults.append("\(engine.name): run \(run) did not test \(name)")
          }
        }
      }
      if faults.isEmpty {
        let count = engine.artefacts.count
        facts.append("\(engine.name): \(count) file\(count == 1 ? "" : "s") as tested")
      }
    }
    guard faults.isEmpty else {
      return .refused(
        .artefacts, Array(faults.prefix(20)),
        remedy: "run the suites of this commit again, with this toolchain, then cut")
    }
    return GateResult(.artefacts, .ok, facts: facts.isEmpty ? ["nothing is shipped"] : facts)
  }
}
