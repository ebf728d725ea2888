internal import PerfDoctor
internal import PerfFiles
internal import PerfModel
internal import PerfProcess
internal import PerfReport
internal import PerfRun

/// What `perfkit doctor` does: measure undisturbed, read what can be read, advise, tell.
struct Examination {
  let options: Doctor
  let session: Session

  private static let secondsOfGaps = 0.3
  private static let secondsOfWork = 1.0

  func conclude() throws(Problems) -> CommandResult {
    session.locatePlan()
    let measured = try session.whileMeasuring(takesLock: !options.noLock) {
      () throws(Problems) in try measure()
    }
    session.console.progress("asking libraries and tools for their versions")
    let facts = try read(measured.facts)
    let host = try attempt { try HostReader.read() }
    var diagnosis = Diagnosis(host: host, facts: facts, effects: measured.effects)
    diagnosis.advice = AdviceRules(host: host, facts: facts, effects: measured.effects).advice
    return tell(diagnosis)
  }

  /// The part that others disturb.
  private func measure() throws(Problems) -> (facts: MachineFacts, effects: DetectableEffects?) {
    var facts = MachineFacts()
    let groups = ControlGroupReader()
    let throttledBefore = groups.read().throttled
    session.console.progress("measuring the clock and what disturbs equal work")
    let watch = LoadWatch()
    facts.clock = ClockMeter().clock()
    let gaps = ClockMeter.gaps(seconds: Self.secondsOfGaps)
    guard
      let noise = NoiseMeter.measure(
        seconds: Self.secondsOfWork, isInterrupted: { Interruption.signal != nil })
    else { throw Self.interrupted }
    facts.noise = noise
    facts.clock.gap = gaps.spread
    gaps.describe(&facts.noise)
    let effects =
      options.quick ? nil : try SelfComparison(session: session, cpu: options.cpu).effects()
    facts.load = watch.end()
    facts.controlGroup = groups.read()
    facts.controlGroup.throttled = facts.controlGroup.throttled.map {
      max(0, $0 - (throttledBefore ?? $0))
    }
    return (facts, effects)
  }

  /// The part that others do not.
  private func read(_ measured: MachineFacts) throws(Problems) -> MachineFacts {
    var facts = measured
    facts.processors = ProcessorReader().read()
    let limits = LimitReader()
    facts.memory = limits.memory()
    facts.limits = limits.limits()
    facts.storage = limits.storage([
      (name: "TMPDIR", path: session.scratchParent),
      (name: ".perfkit", path: Path.join(Path.current, session.stateFolder)),
    ])
    facts.counters = CounterReader().read()
    let environment = session.environmentEntries
    let folder = Path.current
    facts.packages = PackageReader(environment: environment, folder: folder).read()
    facts.git = GitReader(environment: environment, folder: folder).read()
    facts.keys = KeyReader(environment: environment, folder: folder).read()
    guard Interruption.signal == nil else { throw Self.interrupted }
    return facts
  }

  private func tell(_ diagnosis: Diagnosis) -> CommandResult {
    let console = session.console
    let text = AdviceText(diagnosis)
    let warnings = diagnosis.advice.filter(\.isWarning).map { advice in
      Problem(
        "doctor." + advice.subject.rawValue, text.fact(advice), hint: text.action(advice),
        verdict: .warn)
    }
    let verdict: Verdict = warnings.isEmpty ? .pass : session.options.strict ? .fail : .warn
    let report = DoctorReport(style: console.style, width: console.width)
    let end = RunReport(style: console.style, width: console.width).verdict(verdict) + "  doctor"
    console.result(report.lines(diagnosis) + ["", end])
    return CommandResult(
      verdict,
      document: DoctorDocument(diagnosis, warnings: warnings, verdict: verdict).json)
  }

  static var interrupted: Problems {
    Problems([Problem("doctor.interrupted", "interrupted", verdict: .interrupted)])
  }
}
