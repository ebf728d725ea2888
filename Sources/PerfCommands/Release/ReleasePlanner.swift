internal import PerfCrypto
internal import PerfFiles
internal import PerfGit
internal import PerfHistory
internal import PerfModel
internal import PerfRelease

/// Finds out what a release would be: reads the repository and the records, and hands what it found to
/// the pure functions of PerfRelease.
struct ReleasePlanner {
  let session: Session
  let tag: String
  let since: String?
  let comparison: String?
  let overrides: [ReleasePolicy.Override]
  let files: ReleaseFiles

  init(
    session: Session, tag: String, since: String?, comparison: String?,
    overrides: [ReleasePolicy.Override]
  ) throws(Problems) {
    self.session = session
    self.tag = tag
    self.since = since
    self.comparison = comparison
    self.overrides = overrides
    files = try ReleaseFiles(session)
  }

  /// What the planner found, of which a plan is the part that is shown.
  struct Findings {
    var plan: ReleasePlan
    var subject: ReleaseSubject
    /// The records that count, by suite.
    var evidence: [(suite: String, record: RunRecord)]
    /// The comparison that counts, with its bytes.
    var comparison: (measured: ReleaseComparison, bytes: [UInt8])?
  }

  func plan() throws(Problems) -> ReleasePlan { try findings().plan }

  func findings() throws(Problems) -> Findings {
    try attempt {
      guard let repository = try Repository.discover(from: files.folder) else {
        throw Problems([
          Problem(
            "git.no-repository", "'\(session.shown(files.folder))' is in no git repository",
            hint: "a release is of a commit", verdict: .usage)
        ])
      }
      guard let head = try repository.head() else {
        throw Problems([
          Problem(
            "git.no-commit", "there is no commit yet", hint: "a release is of a commit",
            verdict: .usage)
        ])
      }
      return try findings(repository, head)
    }
  }

  private func findings(_ repository: borrowing Repository, _ head: Commit) throws -> Findings {
    let place = try repository.place(of: files.folder)
    let sources = ReleaseSources(commit: head, place: place == "." ? "" : place + "/")
    let policy = files.policy
    let tags = try repository.tagNames()
    let previous = try Self.whole(nil) { try self.previous(repository, head, tags) }

    var input = NotesInput(
      project: files.project, tag: tag, commit: head.id, day: UTCTime(seconds: head.time).day,
      previous: previous)
    input.history = try Self.whole(History()) {
      try history(repository, head, since: previous)
    }
    let highlights = "release/notes/\(tag).md"
    if TagName.fault(in: tag) == nil {
      input.highlights = try files.text(highlights).map { ($0, highlights) }
    }
    input.keys = policy.signing.keys
    input.forge = policy.forges.first
    input.documents = policy.links.paths

    let subject = ReleaseSubject(commit: head.id, tree: head.tree, config: files.config)
    let kept = try readComparison(for: subject, previous: previous)
    let measured = kept?.measured
    input.performance = Self.performance(measured, subject, previous)

    let changelog = try sources.text(policy.changelog.file, in: repository)
    let all = policy.overrides.filter { $0.tag == tag } + overrides
    var gates = [files.policyGate, RepositoryGates.tagName(tag, policy)]
    gates.append(
      RepositoryGates.tagTwin(
        tag, among: tags,
        object: TagName.fault(in: tag) == nil ? try repository.objectName(ofTag: tag) : nil))
    gates.append(
      RepositoryGates.history(
        isShallow: repository.isShallow, replaced: try repository.replacedObjects()))
    let drift = try repository.drift(from: head, excluding: [sources.place + ".perfkit"])
    let ignored = try Self.whole([]) { try files.ignored(sources, repository, tag: tag) }
    gates.append(
      RepositoryGates.cleanTree(
        drift + ignored.filter { !drift.contains($0) },
        operation: repository.operationInProgress()))
    gates.append(
      RepositoryGates.branch(
        try Self.whole([]) { try branches(repository, head) }, policy))
    let records = records()
    gates.append(EvidenceGates.suites(records, for: subject, policy))
    gates.append(EvidenceGates.comparison(measured, for: subject, previous: previous, policy))
    gates.append(GateResult(.artefacts, .later))
    gates.append(GateResult(.key, .later))
    gates.append(DocumentGates.changelog(changelog, tag: tag, policy))
    gates.append(try links(repository, sources))
    gates.append(DocumentGates.notes(highlights: input.highlights?.text, file: highlights))
    gates = gates.map { $0.applying(all) }
    input.overrides = all.filter { override in
      gates.contains { $0.gate == override.gate && $0.isOverridden }
    }
    let evidence = policy.suites.compactMap { suite in
      EvidenceGates.evidence(of: suite, in: records, for: subject).record.map { (suite, $0) }
    }
    let comparison = kept.flatMap { kept in
      previous.flatMap { kept.measured.fault(for: subject, previous: $0) } == nil ? kept : nil
    }
    var digests: [String] = []
    for (_, record) in evidence {
      digests.append(
        try SHA256.hex(ofFile: "\(session.stateFolder)/runs/\(record.id)/run.json"))
    }
    if let comparison { digests.append(comparison.measured.sha256) }
    return Findings(
      plan: try plan(
        head, input, gates, changelog: changelog ?? "",
        evidence: digests.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }),
      subject: subject, evidence: evidence, comparison: comparison)
  }

  private func plan(
    _ head: Commit, _ input: NotesInput, _ gates: [GateResult], changelog: String,
    evidence: [String]
  ) throws -> ReleasePlan {
    let texts = ReleaseTexts(files.templates)
    do throws(ReleaseTexts.Failure) {
      let notes = try texts.notes(input)
      let entry = try texts.changelogEntry(input)
      let announcement = try texts.announcement(input)
      let faults = DocumentGates.faults(ofNotes: notes.text, input)
      let judged = gates.map { gate in
        gate.gate == .notes && gate.outcome == .ok && !faults.isEmpty
          ? DocumentGates.refusing(faults) : gate
      }
      var plan = ReleasePlan(
        input: input, tree: head.tree, time: head.time, gates: judged, notes: notes,
        changelog: Changelog(changelog).adding(
          tag, day: input.day, generated: entry, links: input.changelogLinks),
        announcement: announcement, notesDigest: try Self.digest(notes.text),
        wouldCreate: files.policy.wouldCreate(project: input.project, tag: tag),
        tagMessage: ReleaseWork.message(input), evidence: evidence)
      plan.forges = files.policy.forges
      return plan
    } catch .digest(let error) {
      throw error
    } catch .template(let failure) {
      throw Problems([Problem("template.failed", "the notes could not be made: \(failure)")])
    }
  }

  private static func digest(_ text: String) throws(ReleaseTexts.Failure) -> String {
    do throws(CryptoError) {
      return try SHA256.hex(of: Array(text.utf8))
    } catch {
      throw .digest(error)
    }
  }

  // MARK: Git

  /// What `body` finds, or `nothing` where the end of a shallow clone is met: the gate `history` refuses
  /// such a clone, and the other gates still tell what they see.
  private static func whole<T>(_ nothing: T, _ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch GitError.missingObject(_, _, shallow: true) {
      return nothing
    }
  }

  private func previous(
    _ repository: borrowing Repository, _ head: Commit, _ tags: [String]
  ) throws -> PreviousRelease? {
    if let since {
      let commit = try repository.resolve(ref: since)
      guard try repository.mergeBase(head, commit) != nil else {
        throw Problems([
          Problem(
            "release.unrelated", "'\(since)' has no history in common with this commit",
            hint: "name a release that this one follows", verdict: .usage)
        ])
      }
      return PreviousRelease(tag: since, commit: commit.id, reason: .asked)
    }
    return try PreviousRelease.find(for: tag, at: head, in: repository, among: tags)
  }

  private func history(
    _ repository: borrowing Repository, _ head: Commit, since previous: PreviousRelease?
  ) throws -> History {
    var builder = HistoryBuilder()
    try repository.log(from: head.id, notIn: previous?.commit) { builder.add($0) }
    let people = builder.everybody
    guard let mailmap = try repository.file(at: head, path: ".mailmap") else {
      return builder.finished(names: people)
    }
    return builder.finished(names: try repository.canonical(people, mailmap: mailmap))
  }

  /// The branches that hold the commit, of those that releases may be made of.
  private func branches(_ repository: borrowing Repository, _ head: Commit) throws -> [String] {
    var found: Set<String> = []
    for branch in try repository.branches() where !found.contains(branch.name) {
      let tip = try repository.resolve(ref: branch.ref)
      if try repository.reaches(head, from: tip) { found.insert(branch.name) }
    }
    return found.sorted()
  }

  private func links(
    _ repository: borrowing Repository, _ sources: ReleaseSources
  ) throws -> GateResult {
    guard files.policy.links.mode != .off else {
      return DocumentGates.links([], documents: 0, files.policy)
    }
    let paths = try repository.paths(at: sources.commit)
    let texts = try sources.markdown(below: files.policy.links.paths, of: paths, in: repository)
    return DocumentGates.links(
      LocalLink.dead(in: texts, paths: paths), documents: texts.count, files.policy)
  }

  // MARK: Evidence

  /// The newest records, of which one may be what the gate wants.
  private func records() -> [RunRecord] {
    guard !files.policy.suites.isEmpty else { return [] }
    let store = RunStore(folder: session.stateFolder + "/runs")
    return store.identifiers().prefix(200).compactMap { try? store.load($0) }
  }

  /// The comparison that is named, else the newest kept one that is of this release.
  private func readComparison(
    for subject: ReleaseSubject, previous: PreviousRelease?
  ) throws(Problems) -> (measured: ReleaseComparison, bytes: [UInt8])? {
    guard let comparison else {
      guard let previous else { return nil }
      let store = session.stateFolder + "/runs"
      for id in RunStore(folder: store).identifiers().prefix(200) {
        guard let bytes = try? File.read(store + "/\(id)/comparison.json", limit: 256 << 20),
          let digest = try? SHA256.hex(of: bytes),
          let measured = try? ReleaseComparison(bytes, sha256: digest),
          measured.fault(for: subject, previous: previous) == nil
        else { continue }
        return (measured, bytes)
      }
      return nil
    }
    let path = Path.join(Path.current, comparison)
    let bytes = try attempt { try File.read(path, limit: 256 << 20) }
    let digest = try attempt { try SHA256.hex(of: bytes) }
    do throws(ReleaseComparison.Fault) {
      return (try ReleaseComparison(bytes, sha256: digest), bytes)
    } catch {
      let message =
        switch error {
        case .noJSON(let line): "'\(comparison)' is no JSON: line \(line)"
        case .format(let format):
          "'\(comparison)' is no perfkit-comparison/1" + (format.map { ", but a \($0)" } ?? "")
        case .member(let member): "'\(comparison)' is damaged: '\(member)' is missing or wrong"
        }
      throw Problems([
        Problem(
          "release.comparison", message, hint: "perfkit ab --base-ref … --output FILE makes one",
          file: comparison)
      ])
    }
  }

  private static func performance(
    _ comparison: ReleaseComparison?, _ subject: ReleaseSubject, _ previous: PreviousRelease?
  ) -> NotesInput.Performance {
    guard let previous else { return .notMeasured(reason: "there is no previous release") }
    guard let comparison else { return .notMeasured(reason: "there is no comparison") }
    if let fault = comparison.fault(for: subject, previous: previous) {
      return .notMeasured(reason: fault)
    }
    if comparison.absence != nil {
      return .notMeasured(reason: "the comparison judged digests alone")
    }
    return .measured(comparison)
  }
}
