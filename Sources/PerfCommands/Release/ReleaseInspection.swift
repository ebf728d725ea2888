internal import PerfArchive
internal import PerfCompare
internal import PerfCrypto
internal import PerfFiles
internal import PerfJSON
internal import PerfModel
internal import PerfRelease
internal import PerfResults
internal import PerfSigning

/// What is examined of a release beyond its tag, in this order.
enum ReleaseCheck: String, CaseIterable {
  /// release.json is the one that the tag names.
  case manifest
  /// It is of this tag, commit and tree, and relies on the records that the tag names.
  case release
  /// Every published file has its size and digest.
  case artefacts
  /// SHA256SUMS names every file of the folder, and no other.
  case checksums
  /// SHA256SUMS is signed by a key that may sign the tag.
  case checksumsSignature = "checksums-signature"
  /// The documents say what the manifest says, and their signatures count.
  case documents
  /// The packed records are the ones named, and show this commit as passed, with these artefacts.
  case evidence
  /// The packed comparison, judged again, is the same document.
  case comparison
}

/// Verifies the files of a release whose tag was verified.
struct ReleaseInspection {
  typealias Item = (check: ReleaseCheck, outcome: TagVerification.Outcome, fact: String)

  let verification: TagVerification
  let trust: TagTrust
  let signatures: FileSignatures
  /// The folder of the published files, absolute.
  let folder: String
  private(set) var items: [Item] = []
  private(set) var warnings: [String] = []
  private var records: [String: [UInt8]]?

  init(
    _ verification: TagVerification, trust: TagTrust, signatures: FileSignatures, folder: String
  ) {
    self.verification = verification
    self.trust = trust
    self.signatures = signatures
    self.folder = folder
  }

  /// Makes every check that can be reached.
  mutating func inspect() throws {
    var manifest: ReleaseManifest?
    add(.manifest) {
      let (read, fact) = try $0.readManifest()
      manifest = read
      return fact
    }
    guard let manifest, verification.isGood else {
      for check in ReleaseCheck.allCases where !items.contains(where: { $0.check == check }) {
        let why =
          manifest == nil ? "there is no manifest to hold it against" : "the tag is not good"
        items.append((check, .skipped, why))
      }
      return
    }
    add(.release) { try $0.checkRelease(manifest) }
    add(.artefacts) { try $0.checkArtefacts(manifest) }
    add(.checksums) { try $0.checkChecksums() }
    add(.checksumsSignature) { try $0.checkSignature() }
    add(.documents) { try $0.checkDocuments(manifest) }
    add(.evidence) { try $0.checkEvidence(manifest) }
    add(.comparison) { try $0.checkComparison(manifest) }
    warnings += manifest.overrides.map {
      "released in spite of the gate '\($0.gate)': \($0.reason)"
    }
  }

  /// What makes a check fail.
  private struct Fault: Error { let text: String }

  private mutating func add(
    _ check: ReleaseCheck, _ body: (inout ReleaseInspection) throws -> String
  ) {
    do {
      items.append((check, .passed, try body(&self)))
    } catch let fault as Fault {
      items.append((check, .failed, fault.text))
    } catch {
      items.append((check, .failed, Problems(error).all.first?.message ?? "\(error)"))
    }
  }

  /// The bytes of a file of the folder, which must be a file itself.
  private func bytes(_ name: String, limit: Int = 64 << 20) throws -> [UInt8] {
    let path = folder + "/" + name
    guard File.exists(path) else { throw Fault(text: "there is no \(name)") }
    guard File.isRegular(path), (try? File.linkTarget(path)) == nil else {
      throw Fault(text: "\(name) is no file of its own")
    }
    return try File.read(path, limit: limit)
  }

  private func readManifest() throws -> (ReleaseManifest, String) {
    guard let digest = verification.reading?.trailers?.manifest else {
      throw Fault(text: "the tag names no manifest; --tag-only verifies such tags")
    }
    let bytes = try bytes(ReleaseFolder.manifest)
    let actual = try SHA256.hex(of: bytes)
    guard actual == digest else {
      throw Fault(text: "release.json is \(actual.prefix(12)), the tag names \(digest.prefix(12))")
    }
    do {
      return (try ReleaseManifest(reading: bytes), "release.json is \(digest)")
    } catch {
      throw Fault(text: "release.json is no perfkit-release/1: \(error)")
    }
  }

  private func checkRelease(_ manifest: ReleaseManifest) throws -> String {
    let trailers = verification.reading?.trailers
    for (name, value, wanted) in [
      ("tag", manifest.tag, verification.name),
      ("commit", manifest.commit, verification.reading?.object ?? ""),
      ("tree", manifest.tree, trailers?.tree ?? ""),
    ] where value != wanted {
      throw Fault(text: "release.json is of \(name) \(value), the tag of \(wanted)")
    }
    guard manifest.evidenceDigests == trailers?.evidence else {
      throw Fault(text: "the tag names other records than release.json")
    }
    return "of commit \(manifest.commit.prefix(12)), tree \(manifest.tree.prefix(12))"
  }

  private func checkArtefacts(_ manifest: ReleaseManifest) throws -> String {
    var faults: [String] = []
    for artefact in manifest.artefacts {
      let path = folder + "/" + artefact.name
      if !File.isRegular(path) || (try? File.linkTarget(path)) != nil {
        faults.append("there is no file \(artefact.name)")
      } else if let size = File.size(path), size != artefact.size {
        faults.append("\(artefact.name) has \(size) bytes, not \(artefact.size)")
      } else if case let digest = try SHA256.hex(ofFile: path), digest != artefact.sha256 {
        faults.append(
          "\(artefact.name) is \(digest.prefix(12)), not \(artefact.sha256.prefix(12))")
      }
    }
    guard faults.isEmpty else { throw Fault(text: faults.joined(separator: "; ")) }
    return "\(manifest.artefacts.count) file\(manifest.artefacts.count == 1 ? "" : "s")"
  }

  private func checkChecksums() throws -> String {
    let text = String(decoding: try bytes(Checksums.fileName), as: UTF8.self)
    let sums = try Checksums(reading: text)
    let own = [Checksums.fileName] + Self.signatureNames
    var files: [String: String] = [:]
    for entry in try Folder.list(folder) where !own.contains(entry.name) {
      guard entry.kind == .file else { throw Fault(text: "\(entry.name) is no file") }
      files[entry.name] = try SHA256.hex(ofFile: folder + "/" + entry.name)
    }
    let (missing, extra, different) = sums.differences(from: files)
    let faults =
      missing.map { "\($0) is not in it" } + extra.map { "there is no \($0)" }
      + different.map { "\($0) is another file" }
    guard faults.isEmpty else { throw Fault(text: faults.joined(separator: "; ")) }
    return "\(files.count) file\(files.count == 1 ? "" : "s"), none else"
  }

  private static let signatureNames = [SignatureKind.openPGP, .ssh].map {
    ReleaseFiles.signatureName(of: $0)
  }

  private func checkSignature() throws -> String {
    let sums = try bytes(Checksums.fileName)
    let found = Self.signatureNames.filter { File.exists(folder + "/" + $0) }
    guard found.count == 1, let name = found.first else {
      throw Fault(text: found.isEmpty ? "there is no signature" : "there are two signatures")
    }
    if let fault = try fault(of: try bytes(name), over: sums) { throw Fault(text: fault) }
    return name
  }

  private func fault(of signature: [UInt8], over bytes: [UInt8]) throws -> String? {
    let tagger = verification.reading?.tagger
    return try signatures.fault(
      of: signature, over: bytes, trust: trust, at: tagger?.time ?? 0, email: tagger?.email ?? "")
  }

  private func checkDocuments(_ manifest: ReleaseManifest) throws -> String {
    let documents = try ReleaseDocuments(manifest)
    var count = 0
    for kind in ReleasePolicy.Document.allCases {
      let name = documents.fileName(kind.ending)
      guard File.exists(folder + "/" + name) else { continue }
      let bytes = try bytes(name)
      count += 1
      if let plain = documents.plain(kind) {
        guard Array(plain.document.utf8) == bytes else {
          throw Fault(text: "\(name) does not follow from release.json")
        }
        continue
      }
      let envelope = try DSSEEnvelope(try JSON.parse(bytes))
      guard let statement = documents.statement(kind),
        envelope.payload == Array(statement.document.utf8),
        envelope.payloadType == DSSEEnvelope.statementType
      else { throw Fault(text: "\(name) does not follow from release.json") }
      for signature in envelope.signatures {
        if let fault = try fault(of: signature.bytes, over: envelope.signedBytes) {
          throw Fault(text: "\(name): \(fault)")
        }
      }
    }
    return "\(count) documents follow from release.json"
  }

  private mutating func checkEvidence(_ manifest: ReleaseManifest) throws -> String {
    let digests = manifest.evidenceDigests
    guard !digests.isEmpty else {
      return "the release relies on no record"
    }
    let stem = try ReleaseDocuments(manifest).fileName("-evidence")
    let files = try ArchiveInventory.bytes(of: folder + "/" + stem + ".tar.gz", as: .tarGzip)
    records = [:]
    var expected: Set<String> = []
    var runs: [RunRecord] = []
    let subject = ReleaseSubject(
      commit: manifest.commit, tree: manifest.tree, config: manifest.configDigest)
    for entry in manifest.evidence {
      let name = ReleaseEvidence.file(ofRun: entry.run)
      guard let bytes = files[stem + "/" + name] else { throw Fault(text: "there is no \(name)") }
      expected.insert(stem + "/" + name)
      guard try SHA256.hex(of: bytes) == entry.sha256 else {
        throw Fault(text: "\(name) is another record than release.json names")
      }
      let record = try RunRecord(try JSON.parse(bytes))
      let judged = EvidenceGates.evidence(of: entry.suite, in: [record], for: subject)
      guard judged.record != nil, record.verdict == entry.verdict, record.id == entry.run else {
        throw Fault(
          text: judged.faults.first ?? "\(name) does not show that \(entry.suite) passed")
      }
      runs.append(record)
    }
    if manifest.performance.comparisonSHA256 != nil {
      expected.insert(stem + "/" + ReleaseEvidence.comparison)
      records?[ReleaseEvidence.comparison] = files[stem + "/" + ReleaseEvidence.comparison]
    }
    guard Set(files.keys) == expected else {
      throw Fault(text: "the archive holds other files than release.json names")
    }
    let tested = ArtefactGates.tested(
      manifest.build.engines, by: runs, isRequired: !manifest.evidence.isEmpty)
    if let problem = tested.problem { throw Fault(text: problem.message) }
    return runs.isEmpty
      ? "no record of a run"
      : manifest.evidence.map { "\($0.suite): \($0.verdict.rawValue)" }.joined(separator: ", ")
  }

  private func checkComparison(_ manifest: ReleaseManifest) throws -> String {
    let performance = manifest.performance
    guard let digest = performance.comparisonSHA256 else {
      return performance.reason ?? "not measured"
    }
    guard let bytes = records?[ReleaseEvidence.comparison] else {
      throw Fault(text: "there is no \(ReleaseEvidence.comparison)")
    }
    guard try SHA256.hex(of: bytes) == digest else {
      throw Fault(text: "it is another comparison than release.json names")
    }
    guard let comparison = try ReleaseEvidence.judgedAgain(bytes) else {
      throw Fault(text: "judged again from its samples, it is another document")
    }
    var wanted = ReleasePerformance(comparison, sha256: digest)
    wanted.base = performance.base
    guard wanted.json == performance.json else {
      throw Fault(text: "release.json has other figures")
    }
    return "judged again: \(comparison.verdict.rawValue) against \(performance.base ?? "")"
  }
}
