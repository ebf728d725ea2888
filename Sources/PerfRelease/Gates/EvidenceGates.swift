public import PerfModel

/// What a release is made of, as far as evidence must match it.
public struct ReleaseSubject: Sendable, Hashable {
  /// The commit, 40 hexadecimal digits.
  public var commit: String
  /// Its tree.
  public var tree: String
  /// The digest of perfkit.yaml, as records name it; nil where there is none.
  public var config: String?

  /// Names a subject.
  public init(commit: String, tree: String, config: String?) {
    self.commit = commit
    self.tree = tree
    self.config = config
  }
}

/// The gates that look at records: pure functions of what was found.
public enum EvidenceGates {
  /// The newest record that shows a suite as passed for the subject, and why each newer one does not.
  public static func evidence(
    of suite: String, in records: [RunRecord], for subject: ReleaseSubject
  ) -> (record: RunRecord?, faults: [String]) {
    var faults: [String] = []
    for record in records where record.cases.contains(where: { $0.suite == suite }) {
      guard let fault = fault(of: record, for: subject) else { return (record, faults) }
      faults.append("run \(record.id) \(fault)")
    }
    return (nil, faults)
  }

  /// Whether every required suite has passed; `records` are newest first.
  public static func suites(
    _ records: [RunRecord], for subject: ReleaseSubject, _ policy: ReleasePolicy
  ) -> GateResult {
    guard !policy.suites.isEmpty else { return .ok(.suites, "none is required") }
    var facts: [String] = []
    var missing: [String] = []
    for suite in policy.suites {
      let found = evidence(of: suite, in: records, for: subject)
      if let record = found.record {
        facts.append("\(suite): run \(record.id), \(record.verdict.rawValue)")
      } else {
        missing.append(suite)
        facts.append("\(suite): \(found.faults.first ?? "there is no run of it")")
      }
    }
    guard missing.isEmpty else {
      return .refused(
        .suites, facts,
        remedy: "with the commit checked out and clean, run "
          + missing.map { "the suite \($0)" }.joined(separator: ", ") + " with `perfkit`")
    }
    return GateResult(.suites, .ok, facts: facts)
  }

  /// Whether nothing is worse than in the previous release.
  public static func comparison(
    _ comparison: ReleaseComparison?, for subject: ReleaseSubject, previous: PreviousRelease?,
    _ policy: ReleasePolicy
  ) -> GateResult {
    guard let previous else { return .ok(.comparison, "there is no previous release") }
    let remedy = "perfkit ab --base-ref \(previous.tag), on a quiet machine"
    guard let comparison else {
      if policy.comparison.isRequired {
        return .refused(.comparison, ["not measured"], remedy: remedy)
      }
      return .ok(.comparison, "not measured, and not required")
    }
    if let fault = comparison.fault(for: subject, previous: previous) {
      return .refused(.comparison, [fault], remedy: remedy)
    }
    if let absence = comparison.absence {
      return policy.comparison.isRequired
        ? .refused(
          .comparison, [absence],
          remedy: "let wall time decide, by policy rules: [{metric: wall_time, gate: true}] in "
            + "perfkit.yaml; then " + remedy)
        : .ok(.comparison, absence + ", and not required")
    }
    let accepted: [Verdict] =
      switch policy.comparison.worst {
      case .pass: [.pass, .improved]
      case .warn: [.pass, .improved, .warn]
      case .inconclusive: [.pass, .improved, .warn, .inconclusive]
      }
    let facts = ["\(comparison.verdict.rawValue) against \(previous.tag)"] + comparison.worst
    guard accepted.contains(comparison.verdict) else {
      return .refused(
        .comparison, facts, remedy: "repair it, or override the gate with a reason")
    }
    return GateResult(.comparison, .ok, facts: facts)
  }

  private static func fault(of record: RunRecord, for subject: ReleaseSubject) -> String? {
    guard let revision = record.revision, let commit = revision.commit else {
      return "names no commit"
    }
    if commit != subject.commit {
      return "is of commit \(commit.prefix(12)), not of \(subject.commit.prefix(12))"
    }
    if revision.tree != subject.tree { return "is of another tree" }
    if revision.dirty { return "is of a work tree with changes" }
    if record.configDigest != subject.config { return "is of another perfkit.yaml" }
    if record.narrowed { return "was narrowed on the command line" }
    let passed: Set<Verdict> = [.pass, .improved, .warn]
    return passed.contains(record.verdict) ? nil : "ended with \(record.verdict.rawValue)"
  }
}

extension ReleaseComparison {
  /// Why this is no comparison of a subject with the previous release, or nil.
  public func fault(for subject: ReleaseSubject, previous: PreviousRelease) -> String? {
    if let obstacle { return "not comparable: \(obstacle)" }
    guard let headCommit, let baseCommit else {
      return "the comparison does not say which commits it is of"
    }
    if headCommit != subject.commit {
      return "the comparison is of commit \(headCommit.prefix(12)), "
        + "not of \(subject.commit.prefix(12))"
    }
    if isDirty { return "the comparison is of a work tree with changes" }
    if baseCommit != previous.commit {
      return "the comparison is with commit \(baseCommit.prefix(12)), "
        + "not with \(previous.tag) (\(previous.commit.prefix(12)))"
    }
    return nil
  }

  /// Why it says nothing of performance, or nil.
  ///
  /// Equal digests are no measurement. A comparison that failed is judged as it is.
  public var absence: String? {
    guard [.pass, .improved, .warn].contains(verdict), rows.allSatisfy({ $0.unit == "digest" })
    else { return nil }
    return "not measured: the comparison judged digests alone"
  }

  /// The rows with the comparison's own verdict, at most five, where it is a bad one.
  var worst: [String] {
    guard ![.pass, .improved].contains(verdict) else { return [] }
    return rows.filter { $0.verdict == verdict }.prefix(5).map {
      "\($0.caseName) \($0.metric): \($0.words) \($0.changeText)"
    }
  }
}
