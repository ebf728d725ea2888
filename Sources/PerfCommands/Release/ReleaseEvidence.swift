internal import PerfCompare
internal import PerfCrypto
internal import PerfFiles
internal import PerfJSON
internal import PerfModel
internal import PerfRelease
internal import PerfResults

/// The records that a release relies on, with their bytes.
struct ReleaseEvidence {
  /// Files of the evidence archive, by their name there.
  var files: [(name: String, bytes: [UInt8])] = []
  var entries: [ReleaseManifest.Evidence] = []
  var records: [RunRecord] = []
  var performance: ReleasePerformance

  static let comparison = "comparison.json"

  /// The name of a record's file in the archive.
  static func file(ofRun id: String) -> String { id + ".json" }

  /// What the samples of a comparison say; nil if its document says anything else.
  static func judgedAgain(_ bytes: [UInt8]) throws -> Comparison? {
    guard let json = try? JSON.parse(bytes), let record = try? PairedRecord(json) else {
      return nil
    }
    let judge = PairedJudge(record)
    let comparison = judge.comparison()
    let exit = CommandResult(comparison.verdict).exit
    let document = PairedDocument(record, comparison, plan: judge.plan).json(exit: exit)
    return Array(document.document.utf8) == bytes ? comparison : nil
  }

  /// The SHA-256 of each record and of the comparison, each once.
  var digests: [String] {
    ReleaseManifest.digests(entries, performance)
  }

  /// Reads the records again, as bytes.
  init(_ findings: ReleasePlanner.Findings, store: String) throws {
    performance = ReleasePerformance(notMeasured: "not measured")
    if case .notMeasured(let reason) = findings.plan.input.performance {
      performance = ReleasePerformance(notMeasured: reason)
    }
    for (suite, record) in findings.evidence {
      let bytes = try File.read("\(store)/\(record.id)/run.json", limit: 256 << 20)
      entries.append(
        ReleaseManifest.Evidence(
          suite: suite, run: record.id, sha256: try SHA256.hex(of: bytes),
          verdict: record.verdict))
      guard !records.contains(where: { $0.id == record.id }) else { continue }
      records.append(record)
      files.append((Self.file(ofRun: record.id), bytes))
    }
    if let (measured, bytes) = findings.comparison {
      guard let comparison = try Self.judgedAgain(bytes) else {
        throw Problems([
          Problem(
            "release.comparison", "the comparison, judged again from its samples, is another one",
            hint: "only the documents that `perfkit ab` leaves can be released",
            verdict: .refused)
        ])
      }
      performance = ReleasePerformance(comparison, sha256: measured.sha256)
      files.append((Self.comparison, bytes))
    }
  }
}

extension ReleaseManifest {
  /// The SHA-256 of each record and of the comparison, each once.
  var evidenceDigests: [String] { Self.digests(evidence, performance) }

  static func digests(_ evidence: [Evidence], _ performance: ReleasePerformance) -> [String] {
    (evidence.map(\.sha256) + (performance.comparisonSHA256.map { [$0] } ?? []))
      .reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}
