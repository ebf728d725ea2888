internal import PerfCrypto
internal import PerfFiles
internal import PerfModel
internal import PerfResults

/// Reads what one run left, holds it against its schemas and keeps copies.
struct CaseResults {
  /// One result file of one run.
  struct Entry {
    var name: String
    var table: ResultTable
    var digest: String

    private static let keptRecordLines = 4096

    /// Whether its digest says more than how many rows there are under which keys.
    var isCompared: Bool {
      !table.rows.isEmpty
        && table.columns.contains {
          $0.role != .key && ($0.role == .digest || $0.comparison == .exact)
        }
    }

    /// The digest as records carry it, with its lines unless they are too many.
    var digestRecord: CaseRecord.Digest {
      let records = table.canonicalRecords
      return CaseRecord.Digest(
        name: name, schema: table.schema.name, value: digest, header: records.header,
        records: records.lines.count <= Self.keptRecordLines ? records.lines : nil)
    }
  }

  let schemas: [Schema]
  let declaration: CaseDeclaration
  let substitution: Substitution
  let caseName: String

  /// Why results cannot be used: how the run ends, and the sentence.
  struct Fault: Error {
    var outcome: CaseRecord.Outcome
    var reason: String
  }

  /// Reads all declared tables of a run; missing optional ones are left out.
  func read(out: String, standardOutput: [UInt8]?) throws(RunError) -> Result<[Entry], Fault> {
    var entries: [Entry] = []
    for result in declaration.results {
      let name = substitution.expand(result.file)
      guard let schema = schemas.first(where: { $0.name == result.schema }) else { continue }
      let reader = TableReader(schema: schema, file: name)
      do throws(ResultError) {
        let table =
          if let standardOutput, Self.isStandardOutput(name) {
            try reader.table(standardOutput, format: Path.fileExtension(of: name))
          } else {
            try reader.read(path: out + "/" + name)
          }
        entries.append(Entry(name: name, table: table, digest: try digest(table)))
      } catch {
        if result.optional && error.kind == .missingFile { continue }
        return .failure(Fault(outcome: Self.outcome(of: error), reason: error.message))
      }
    }
    return .success(entries)
  }

  /// Whether a result file stands for the captured standard output: `stdout.csv`, `stdout.json`.
  static func isStandardOutput(_ name: String) -> Bool {
    name == "stdout." + Path.fileExtension(of: name)
  }

  private func digest(_ table: ResultTable) throws(ResultError) -> String {
    do throws(CryptoError) {
      return try table.digest()
    } catch {
      throw ResultError(.unreadable(reason: "\(error)"), file: "", schema: table.schema.name)
    }
  }

  private static func outcome(of error: ResultError) -> CaseRecord.Outcome {
    switch error.verdict {
    case .missing: .missing
    case .notComparable: .notComparable
    case .error: .notStarted
    default: .incorrect
    }
  }
}
