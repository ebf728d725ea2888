internal import PerfBuild
internal import PerfModel
internal import PerfReport

extension Session {
  /// Builds engines by name, each once, telling what happens.
  func build(
    engines names: [String], of plan: Plan, from sources: Sources
  ) throws(Problems) -> [EngineBuild] {
    let builder = Builder(cache: stateFolder + "/build", environment: environmentEntries)
    var builds: [EngineBuild] = []
    for name in names where !builds.contains(where: { $0.engine.name == name }) {
      guard let engine = plan.engine(named: name) else { continue }
      let started = ContinuousClock.now
      let build = try attempt {
        try builder.build(
          engine, from: sources.source,
          started: {
            if !console.drawsProgress { console.say("building \(name) (\(engine.build.rawValue))") }
          },
          tick: { elapsed in
            console.progress("building \(name)  \(Quantity.fixed(elapsed.inSeconds, 0)) s")
          })
      }
      builds.append(build)
      let seconds = (ContinuousClock.now - started).inSeconds
      console.say(describe(build, seconds: seconds))
    }
    return builds
  }

  private func describe(_ build: EngineBuild, seconds: Double) -> String {
    let how =
      build.reused
      ? "unchanged, build \(build.key) used again" : "built in \(Quantity.fixed(seconds, 1)) s"
    let files = build.products.prefix(1).map {
      "  sha256 \($0.artefact.sha256.prefix(12))  "
        + Quantity.text(Double($0.artefact.size), unit: "B")
    }
    return "\(console.style.bold(build.engine.name))  \(how)\(files.joined())"
  }
}
