internal import PerfFiles
internal import PerfModel
internal import PerfRun

extension SuiteOptions {
  /// The words of a command line that asks for the same: every option that changes what runs or how
  /// it is judged, without a path.
  func arguments(_ session: Session) -> [String] {
    var words = suites.flatMap { ["--suite", $0] }
    func add(_ option: String, _ value: String?) {
      if let value { words += [option, value] }
    }
    add("--case", caseGlob?.pattern)
    add("--repeat", repeats.map { "\($0)" })
    add("--seed", seed.map { "\($0)" })
    add("--timeout", timeout.map { "\(Int(($0.inSeconds * 1000).rounded()))ms" })
    add("--variant", variant)
    add("--ref", ref)
    add("--baseline-ref", baselineRef)
    if counters != .auto { add("--counters", counters.rawValue) }
    add("--kill", kill.map { "\($0)" })
    if findsKnee { words += ["--knee", "--knee-runs", "\(kneeRuns)"] }
    if failFast { words.append("--fail-fast") }
    if session.options.strict { words.append("--strict") }
    let file = session.options.config.map { Path.name(of: $0) }
    if let file, file != "perfkit.yaml" { add("--config", file) }
    return words
  }
}
