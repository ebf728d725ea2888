internal import PerfCrypto
internal import PerfFiles
internal import PerfModel
internal import PerfRelease
internal import PerfSigning

/// The files of a release that is being cut.
struct ReleaseWork {
  /// The folder of what is packed and not yet complete.
  static let packed = "packed"
  static let notes = "notes.md"

  let cut: ReleaseCut
  let plan: Plan
  let planner: ReleasePlanner
  let findings: ReleasePlanner.Findings
  let evidence: ReleaseEvidence
  let signing: ReleaseSigning
  let tagger: Tagger
  let folder: String

  /// The tag's message: the project and tag, and the first lines of the highlights.
  static func message(_ input: NotesInput) -> String {
    let highlights = (input.highlights?.text ?? "").split(
      separator: "\n", omittingEmptySubsequences: false
    ).map { line in line.drop { $0 == "#" }.drop { $0 == " " } }
      .filter { !$0.lowercased().hasPrefix("perfkit-") && !$0.hasPrefix("-----BEGIN") }.prefix(20)
    return ([Substring("\(input.project) \(input.tag)"), ""] + highlights).joined(separator: "\n")
  }

  /// Makes everything but the tag; false if a gate refuses.
  mutating func make(
    _ state: inout ReleaseState, _ outcome: inout ReleaseCut.Outcome
  ) throws -> Bool {
    let built = try pack()
    outcome.warnings += built.warnings
    let suites = outcome.gates.first { $0.gate == .suites }
    outcome.replace(
      ArtefactGates.tested(
        built.build.engines, by: evidence.records,
        isRequired: !planner.files.policy.suites.isEmpty && suites?.isOverridden != true))
    guard !outcome.isRefused else { return false }
    let sums = try Checksums(built.artefacts.map { ($0.name, $0.sha256) })
    try cut.add(
      .artefactsFrozen, to: &state, ["sums": try SHA256.hex(of: Array(sums.text.utf8))])

    let (notes, whole) = try render(built, &outcome)
    guard !outcome.isRefused else { return false }
    let notesDigest = try SHA256.hex(of: Array(notes.utf8))
    try File.write(notes.utf8, to: folder + "/" + Self.notes)
    try cut.add(.notesRendered, to: &state, ["sha256": notesDigest])

    var manifest = manifest(built)
    manifest.notes = ReleaseManifest.Notes(sha256: notesDigest, size: notes.utf8.count)
    let documents = try ReleaseDocuments(manifest)
    try File.write(manifest.bytes, to: folder + "/" + ReleaseFolder.manifest)
    try cut.add(.manifestFrozen, to: &state, ["sha256": documents.digest])
    outcome.manifest = manifest
    outcome.digest = documents.digest

    if try !isComplete(manifest, documents.digest, state) {
      try complete(documents, wholeNotes: whole)
      let sums = try File.read(
        folder + "/\(ReleaseFolder.artefacts)/\(Checksums.fileName)", limit: 1 << 20)
      try cut.add(
        .documentsMade, to: &state,
        ["manifest": documents.digest, "sums": try SHA256.hex(of: sums)])
    }
    return true
  }

  /// Builds and packs what the policy ships, and the evidence.
  private func pack() throws -> BuiltArtefacts {
    let packages = planner.files.policy.artefacts.map { ArtefactPackage($0) }
    var built = try cut.session.buildArtefacts(
      of: plan, tag: cut.tag, ref: findings.subject.commit, packages: packages, in: Self.packed,
      withChecksums: false)
    guard !evidence.files.isEmpty else { return built }
    let set = try ArtefactSet(
      project: findings.plan.input.project, tag: cut.tag, modified: built.commitTime.seconds)
    built.artefacts.append(try set.packEvidence(evidence.files, into: built.folder))
    built.artefacts.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    return built
  }

  /// The notes and, where forges do not take all of them, the whole notes.
  ///
  /// What was edited in the notes of an earlier attempt is kept.
  private func render(
    _ built: BuiltArtefacts, _ outcome: inout ReleaseCut.Outcome
  ) throws -> (text: String, whole: (name: String, text: String)?) {
    var input = findings.plan.input
    input.artefacts = built.artefacts.map {
      NotesInput.Artefact(name: $0.name, size: $0.size, sha256: $0.sha256)
    }
    input.key = signing.signer.key.fingerprint
    input.risks = built.warnings.map(\.message)
    let texts = ReleaseTexts(planner.files.templates)
    let notes = try texts.notes(input)
    let whole = notes.isCut ? (input.fullNotes, try texts.wholeNotes(input)) : nil
    let path = folder + "/" + Self.notes
    guard File.exists(path) else { return (notes.text, whole) }
    let old = String(decoding: try File.read(path, limit: 16 << 20), as: UTF8.self)
    let merged = try NotesRegions(old).merged(with: NotesRegions(notes.text))
    if !merged.kept.isEmpty {
      outcome.warnings.append(
        Problem(
          "release.edited-notes",
          "kept as edited by hand in notes.md: \(merged.kept.joined(separator: ", "))",
          hint: "remove notes.md to have it made anew", verdict: .warn))
    }
    let faults = DocumentGates.faults(ofNotes: merged.text, input)
    if !faults.isEmpty { outcome.replace(DocumentGates.refusing(faults)) }
    return (merged.text, whole)
  }

  private func manifest(_ built: BuiltArtefacts) -> ReleaseManifest {
    let input = findings.plan.input
    var manifest = ReleaseManifest(
      project: input.project, tag: input.tag,
      version: Version(tag: input.tag)?.text ?? input.tag, commit: built.commit, tree: built.tree,
      commitTime: built.commitTime,
      previousReason: input.previous?.reason.text ?? "no lower version in this history",
      build: built.build, performance: evidence.performance)
    manifest.previous = input.previous.map {
      ReleaseManifest.Previous(tag: $0.tag, commit: $0.commit)
    }
    if let previous = input.previous, manifest.performance.base != nil {
      manifest.performance.base = previous.tag
    }
    manifest.repository = input.forge?.page
    manifest.license = planner.files.policy.license
    manifest.configDigest = findings.subject.config
    manifest.dependencies = built.dependencies
    manifest.artefacts = built.artefacts
    manifest.evidence = evidence.entries
    manifest.overrides = input.overrides.map {
      ReleaseManifest.Override(gate: $0.gate.rawValue, reason: $0.reason)
    }
    return manifest
  }

  /// Whether the documents of this manifest are there, whole.
  private func isComplete(
    _ manifest: ReleaseManifest, _ digest: String, _ state: ReleaseState
  ) throws -> Bool {
    guard let facts = state[.documentsMade]?.facts, facts["manifest"] == digest else {
      return false
    }
    let target = folder + "/" + ReleaseFolder.artefacts
    guard let text = try? File.read(target + "/" + Checksums.fileName, limit: 1 << 20),
      try SHA256.hex(of: text) == facts["sums"],
      let sums = try? Checksums(reading: String(decoding: text, as: UTF8.self))
    else { return false }
    return sums.digests.allSatisfy { name, digest in
      (try? SHA256.hex(ofFile: target + "/" + name)) == digest
    }
  }

  /// Makes the documents beside what is packed, and puts all of it in its place at once.
  private func complete(
    _ documents: ReleaseDocuments, wholeNotes: (name: String, text: String)?
  ) throws {
    let source = folder + "/" + Self.packed
    try cut.session.replace(folder + "/" + ReleaseFolder.artefacts) { target in
      var files: [(name: String, sha256: String)] = []
      for artefact in documents.manifest.artefacts {
        try File.copy(source + "/" + artefact.name, to: target + "/" + artefact.name)
        let digest = try SHA256.hex(ofFile: target + "/" + artefact.name)
        guard digest == artefact.sha256 else { throw ArtefactError.changed(name: artefact.name) }
        files.append((artefact.name, digest))
      }
      var texts = try ReleaseFiles.documents(
        documents, kinds: planner.files.policy.documents
      ) { bytes in
        let signature = try signing.signer.sign(bytes, as: .file)
        return DSSEEnvelope.Signature(keyID: signature.fingerprint, bytes: signature.armored)
      }
      if let wholeNotes { texts.append(wholeNotes) }
      for (name, text) in texts {
        try File.write(text.utf8, to: target + "/" + name)
        files.append((name, try SHA256.hex(of: Array(text.utf8))))
      }
      let sums = Array(try Checksums(files).text.utf8)
      try File.write(sums, to: target + "/" + Checksums.fileName)
      let signature = try signing.signer.sign(sums, as: .file)
      try File.write(
        signature.armored, to: target + "/" + ReleaseFiles.signatureName(of: signature.kind))
    }
  }
}
