public import PerfModel

/// Everything that a release would be, before anything is made (`perfkit release plan`).
public struct ReleasePlan: Sendable {
  /// What the texts are made of: project, tag, commit, previous release, history, performance.
  public var input: NotesInput
  /// The commit's tree.
  public var tree: String
  /// When it was committed, in seconds since 1970.
  public var time: Int
  /// What each gate says, in the order of the gates.
  public var gates: [GateResult]
  /// The notes.
  public var notes: ReleaseTexts.Notes
  /// The whole changelog with an entry of the release.
  public var changelog: String
  /// The announcement.
  public var announcement: String
  /// SHA-256 of the notes as published.
  public var notesDigest: String
  /// The files that cutting the release would make, and what would be signed.
  public var wouldCreate: [String]

  /// The message that the tag would have, without its trailers.
  public var tagMessage: String
  /// The SHA-256 of each record that the tag would name.
  public var evidence: [String]

  /// Makes a plan.
  public init(
    input: NotesInput, tree: String, time: Int, gates: [GateResult], notes: ReleaseTexts.Notes,
    changelog: String, announcement: String, notesDigest: String, wouldCreate: [String],
    tagMessage: String, evidence: [String]
  ) {
    self.input = input
    self.tree = tree
    self.time = time
    self.gates = gates
    self.notes = notes
    self.changelog = changelog
    self.announcement = announcement
    self.notesDigest = notesDigest
    self.wouldCreate = wouldCreate
    self.tagMessage = tagMessage
    self.evidence = evidence
  }

  /// The forges that the policy names.
  public var forges: [ReleasePolicy.Forge] = []

  /// Whether warnings count as failures.
  public var isStrict = false

  /// `refused` if any gate refuses, else what the warnings come to.
  public var verdict: Verdict {
    if gates.contains(where: { $0.outcome == .refused }) { return .refused }
    guard gates.contains(where: { $0.caution != nil }) else { return .pass }
    return isStrict ? .fail : .warn
  }

  /// The problems behind the refusals.
  public var problems: [Problem] {
    gates.compactMap(\.problem)
  }
}

extension GateResult {
  /// The warning of a gate that is content but not silent.
  public var caution: Problem? {
    guard isCaution, outcome == .ok else { return nil }
    return Problem("release." + gate.rawValue, facts.joined(separator: "; "), verdict: .warn)
  }

  /// The problem behind a refusal.
  public var problem: Problem? {
    guard outcome == .refused else { return nil }
    return Problem(
      "release." + gate.rawValue,
      "the gate '\(gate.rawValue)' refuses: " + facts.joined(separator: "; "),
      hint: remedy, verdict: .refused)
  }
}

extension ReleasePolicy {
  /// What cutting a release of `project` would make below `.perfkit/release/TAG`, and in the repository.
  public func wouldCreate(project: String, tag: String) -> [String] {
    var names = artefacts.flatMap { artefact in
      let stem = FileNames.stem(project: artefact.name, tag: tag)
      return artefact.formats.map { "\(stem)-linux-MACHINE.\($0.rawValue)" }
    }
    let stem = FileNames.stem(project: project, tag: tag)
    if !suites.isEmpty || comparison.isRequired { names.append(stem + "-evidence.tar.gz") }
    names += documents.map { stem + $0.ending }
    names += ["SHA256SUMS", signing.format == .openpgp ? "SHA256SUMS.asc" : "SHA256SUMS.sig"]
    names += ["release.json", "notes.md"]
    return names + ["refs/tags/\(tag), signed (\(signing.format.rawValue))"]
  }
}
