internal import PerfCrypto
internal import PerfFiles
internal import PerfGit
internal import PerfModel
internal import PerfRelease
internal import PerfSigning

/// Cuts a release: gates, artefacts, notes, manifest, documents, tag.
///
/// Every step is noted in the release's folder once it is durable. Steps up to the manifest give the same
/// bytes whenever they are done; signatures are kept, so that an interrupted release goes on where it was.
struct ReleaseCut {
  /// What came of it.
  struct Outcome {
    var gates: [GateResult] = []
    var manifest: ReleaseManifest?
    var digest: String?
    var tag: (object: String, verification: TagVerification)?
    var isDone = false
    var wasDone = false
    var warnings: [Problem] = []
    /// Whether warnings kept the tag from being made, as `--strict` demands.
    var isStopped = false
  }

  let session: Session
  let tag: String
  let since: String?
  let comparison: String?
  let overrides: [ReleasePolicy.Override]
  let key: String?
  let passphraseDescriptor: Int?

  func perform() throws(Problems) -> Outcome {
    let plan = try session.plan()
    let planner = try ReleasePlanner(
      session: session, tag: tag, since: since, comparison: comparison, overrides: overrides)
    let folder = try session.releaseFolder(tag: tag)
    try session.createStateFolder()
    return try attempt {
      try Folder.create(folder)
      let lock = try session.lockRelease(tag, in: folder)
      try Self.sweep(folder)
      guard let repository = try Repository.discover(from: plan.folder) else {
        _ = try planner.plan()
        return Outcome()
      }
      var state = try ReleaseState(folder: folder)
      let outcome =
        try finished(repository, folder, &state)
        ?? cut(plan, planner, repository, folder, &state)
      lock.release()
      return outcome
    }
  }

  /// Removes what an earlier attempt left half-made.
  private static func sweep(_ folder: String) throws {
    for entry in try Folder.list(folder) {
      if entry.kind == .folder && entry.name.hasPrefix(".artefacts.") {
        try Folder.remove(folder + "/" + entry.name)
      } else if entry.kind == .file && entry.name.contains(".tmp") {
        try File.remove(folder + "/" + entry.name)
      }
    }
  }

  /// The release that is there already: the tag names HEAD and the frozen manifest.
  private func finished(
    _ repository: borrowing Repository, _ folder: String, _ state: inout ReleaseState
  ) throws -> Outcome? {
    guard let head = try repository.head(), let reference = try repository.tag(named: tag),
      case .object(let id, .tag) = reference.target, state[.tagSigned] != nil,
      let bytes = try? File.read(folder + "/" + ReleaseFolder.manifest, limit: 256 << 20),
      let manifest = try? ReleaseManifest(reading: bytes), manifest.commit == head.id
    else { return nil }
    let digest = try SHA256.hex(of: bytes)
    let trust = try ReleaseKeys(tag: tag, ref: nil).trust(session, repository)
    let verifier = try ReleaseSigning.verifier(session, repository)
    let verification = try verifier.verify(tag, in: repository, trust: trust)
    guard verification.isGood, verification.reading?.trailers?.manifest == digest,
      verification.reading?.object == head.id
    else { return nil }
    var outcome = Outcome()
    outcome.manifest = manifest
    outcome.digest = digest
    outcome.tag = (id, verification)
    outcome.warnings = verification.warnings.map { Problem("tag.warning", $0, verdict: .warn) }
    outcome.wasDone = state.next == nil
    outcome.isDone = true
    try end(&state, outcome, folder)
    return outcome
  }

  private func cut(
    _ plan: Plan, _ planner: ReleasePlanner, _ repository: borrowing Repository, _ folder: String,
    _ state: inout ReleaseState
  ) throws -> Outcome {
    let findings = try planner.findings()
    let policy = planner.files.policy
    let head = try repository.resolve(ref: findings.subject.commit)
    var outcome = Outcome()
    outcome.gates = findings.plan.gates
    guard !outcome.isRefused else { return outcome }

    let signing: ReleaseSigning
    let tagger: Tagger
    let dateIsMeant: Bool
    do {
      (tagger, dateIsMeant) = try committer(repository, state, findings)
      signing = try ReleaseSigning(
        session, repository, tag: tag, head: head, policy: policy.signing, key: key,
        unlocking: try Passphrase.unlocking(descriptor: passphraseDescriptor))
      let draft = try TagObject(
        name: tag, commit: head.id, tagger: tagger,
        message: ReleaseWork.message(findings.plan.input),
        trailers: TagTrailers(
          manifest: String(repeating: "0", count: 64), tree: head.tree, evidence: []))
      if let objection = TagWriter.objection(
        to: signing.signer.key, signing: draft, now: session.now.seconds, dateIsMeant: dateIsMeant)
      {
        throw objection
      }
      outcome.replace(
        try signing.gate(policy.signing, tagger: tagger, now: session.now.seconds))
    } catch let error as TagError where error.isRefusal {
      outcome.replace(.refused(.key, ["\(error)"], remedy: error.hint ?? "choose another key"))
      return outcome
    } catch let error as SigningError where TagError.signing(error).isRefusal {
      outcome.replace(.refused(.key, ["\(error)"], remedy: error.hint ?? "choose another key"))
      return outcome
    }
    outcome.warnings += signing.warnings.map {
      Problem("release.git-configuration", $0, verdict: .warn)
    }
    outcome.warnings += outcome.gates.compactMap(\.caution)
    outcome.warnings += signing.cautions(policy.signing, now: session.now.seconds)
    guard !outcome.isRefused, !stops(&outcome) else { return outcome }
    try add(
      .planned, to: &state,
      [
        "commit": head.id, "tree": head.tree, "tagger": tagger.line,
        "key": signing.signer.key.fingerprint,
        "previous": findings.plan.input.previous?.tag ?? "",
        "config": findings.subject.config ?? "",
      ])
    let evidence = try ReleaseEvidence(findings, store: session.stateFolder + "/runs")
    try add(
      .evidenceChecked, to: &state,
      [
        "sha256": evidence.digests.joined(separator: " "),
        "overrides": findings.plan.input.overrides.map { $0.gate.rawValue }.joined(separator: " "),
      ])
    var work = ReleaseWork(
      cut: self, plan: plan, planner: planner, findings: findings, evidence: evidence,
      signing: signing, tagger: tagger, folder: folder)
    guard try work.make(&state, &outcome), !stops(&outcome) else { return outcome }
    try tagHead(head, work, repository, &state, &outcome)
    return outcome
  }

  /// Whether the release ends here: with `--strict` no tag is made of one that warns.
  private func stops(_ outcome: inout Outcome) -> Bool {
    outcome.isStopped = session.options.strict && !outcome.warnings.isEmpty
    return outcome.isStopped
  }

  /// Who signs, and when: the time is the first attempt's, as long as that is no day ago.
  private func committer(
    _ repository: borrowing Repository, _ state: ReleaseState, _ findings: ReleasePlanner.Findings
  ) throws -> (Tagger, Bool) {
    let now = session.now.seconds
    let (tagger, isMeant) = try Tagger.committer(
      of: repository, environment: session.environment, now: now)
    guard !isMeant, let planned = state[.planned]?.facts,
      planned["commit"] == findings.subject.commit,
      let time = planned["tagger"]?.split(separator: " ").dropLast().last.flatMap({ Int($0) }),
      now - time < 43_200, time <= now
    else { return (tagger, isMeant) }
    return (try Tagger(name: tagger.name, email: tagger.email, time: time), false)
  }

  private func tagHead(
    _ head: Commit, _ work: ReleaseWork, _ repository: borrowing Repository,
    _ state: inout ReleaseState, _ outcome: inout Outcome
  ) throws {
    let object = try TagObject(
      name: tag, commit: head.id, tagger: work.tagger,
      message: ReleaseWork.message(work.findings.plan.input),
      trailers: TagTrailers(
        manifest: outcome.digest ?? "", tree: head.tree, evidence: work.evidence.digests))
    let signer = KeptSignature(work.signing.signer, in: work.folder + "/tag")
    _ = try signer.sign(object.payload, as: .git)
    try add(.tagSigned, to: &state, ["payload": try SHA256.hex(of: object.payload)])
    let writer = TagWriter(verifier: work.signing.verifier, trust: work.signing.trust)
    let written = try writer.write(object, signer: signer, into: repository)
    outcome.tag = (written.object, written.verification)
    outcome.isDone = true
    outcome.warnings += written.verification.warnings.map {
      Problem("tag.warning", $0, verdict: .warn)
    }.filter { !outcome.warnings.contains($0) }
    try end(&state, outcome, work.folder)
  }

  private func end(
    _ state: inout ReleaseState, _ outcome: Outcome, _ folder: String
  ) throws {
    guard let tag = outcome.tag else { return }
    try add(.tagCreated, to: &state, ["object": tag.object])
    try add(
      .tagVerified, to: &state,
      ["object": tag.object, "manifest": outcome.digest ?? ""])
    try Folder.remove(folder + "/" + ReleaseWork.packed)
  }

  func add(
    _ step: ReleaseStep, to state: inout ReleaseState, _ facts: [String: String]
  ) throws {
    try state.add(step, at: session.now.text, facts)
  }
}

extension ReleaseCut.Outcome {
  var isRefused: Bool { gates.contains { $0.outcome == .refused } }

  /// Puts what a gate says now in the place of what the plan said.
  mutating func replace(_ result: GateResult) {
    if let place = gates.firstIndex(where: { $0.gate == result.gate }) { gates[place] = result }
  }
}
