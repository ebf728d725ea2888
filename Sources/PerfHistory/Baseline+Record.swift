public import PerfModel

extension Baseline {
  /// The part of a run that a baseline of `suite` keeps.
  public static func record(of run: RunRecord, suite: String) -> RunRecord {
    var kept = run
    kept.cases = run.cases.filter { $0.suite == suite }.map { entry in
      var entry = entry
      entry.tables = []
      entry.files = []
      return entry
    }
    kept.arguments = nil
    kept.warnings = []
    kept.errors = []
    kept.comparison = nil
    kept.verdict = .pass
    kept.exit = 0
    return kept
  }

  /// The session that a run makes, of all its metrics that vary: a rule may gate any of them later.
  public static func session(of run: RunRecord, suite: String, when: String) -> Session {
    var samples: [String: [String: [Double]]] = [:]
    for entry in run.cases where entry.suite == suite {
      for metric in entry.samples where [.relative, .absolute].contains(metric.comparison) {
        samples[entry.name, default: [:]][metric.metric] = metric.values
      }
    }
    return Session(
      when: when, fingerprint: run.host.fingerprint, toolchain: run.toolchain, samples: samples)
  }

  /// Whether a run says what this baseline already holds: the same sources, configuration,
  /// machine, toolchain, digests and exact values.
  public func holds(_ run: RunRecord) -> Bool {
    let other = Self.record(of: run, suite: suite)
    return record.content == other.content && record.configDigest == other.configDigest
      && record.toolchain == other.toolchain
      && record.host.fingerprint == other.host.fingerprint
      && Self.facts(record) == Self.facts(other)
  }

  private static func facts(_ record: RunRecord) -> [String] {
    record.cases.map { entry in
      ([entry.name, String(entry.seed)] + entry.digests.map { $0.name + "=" + $0.value }
        + entry.samples.filter { $0.comparison == .exact }.map { "\($0.metric)=\($0.values)" })
        .joined(separator: " ")
    }
  }
}
