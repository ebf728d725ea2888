internal import PerfJSON
internal import PerfModel
internal import PerfReport
internal import PerfResults

/// A diagnosis as `perfkit-doctor/1`; names of programs and people stay out.
struct DoctorDocument {
  private let diagnosis: Diagnosis
  private let warnings: [Problem]
  private let verdict: Verdict

  init(_ diagnosis: Diagnosis, warnings: [Problem], verdict: Verdict) {
    self.diagnosis = diagnosis
    self.warnings = warnings
    self.verdict = verdict
  }

  var json: JSON {
    let facts = diagnosis.facts
    let text = AdviceText(diagnosis)
    return .object([
      ("format", .string("perfkit-doctor/1")), ("host", diagnosis.host.json),
      ("processors", facts.processors.json), ("clock", facts.clock.json),
      ("noise", facts.noise.json), ("load", facts.load.json),
      ("control_group", facts.controlGroup.json), ("memory", facts.memory.json),
      ("limits", facts.limits.json),
      ("storage", .object(facts.storage.map { ($0.name, $0.json) })),
      ("counters", facts.counters.json), ("packages", .array(facts.packages.map(\.json))),
      ("git", facts.git.json), ("keys", facts.keys.json),
      ("comparison", diagnosis.effects?.json ?? .null),
      ("advice", .array(diagnosis.advice.map { Self.json($0, text) })),
      ("warnings", .array(warnings.map(\.json))), ("errors", .array([])),
      ("verdict", .string(verdict.rawValue)), ("exit", .integer(verdict.exitStatus())),
    ])
  }

  private static func json(_ advice: Advice, _ text: AdviceText) -> JSON {
    var command: JSON = .null
    var setting: JSON = .null
    switch advice.remedy {
    case .command(let line): command = .string(line)
    case .setting(let wanted):
      setting = .object([("file", .string(wanted.file)), ("value", .string(wanted.value))])
    }
    return .object([
      ("subject", .string(advice.subject.rawValue)), ("fact", .string(text.fact(advice))),
      ("action", .string(text.action(advice))), ("command", command), ("setting", setting),
      ("warning", .bool(advice.isWarning)),
    ])
  }
}

extension DetectableEffects {
  fileprivate var json: JSON {
    .object([
      ("pairs", .integer(pairs)),
      (
        "metrics",
        .array(
          metrics.map { metric in
            .object([
              ("metric", .string(metric.name)), ("unit", .string(metric.unit)),
              ("median", .number(metric.median)), ("change_percent", .number(metric.changePercent)),
              (
                "detectable",
                .array(
                  metric.effects.map { effect in
                    .object([
                      ("pairs", .integer(effect.pairs)),
                      ("mde_percent", .number(100 * effect.fraction)),
                    ])
                  })
              ),
              ("pairs_for_10_percent", metric.pairsForTenPercent.map { .integer($0) } ?? .null),
            ])
          })
      ),
    ])
  }
}
