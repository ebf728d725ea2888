public import PerfModel
public import PerfResults

/// A run with what its folder holds: all that a report of it is made from.
public struct ReportedRun: Sendable {
  /// The record, with its problems and its comparison.
  public var record: RunRecord
  /// SHA-256 of the record's bytes.
  public var sha256: String
  /// The version of the perfkit that makes the report.
  public var version: String
  /// The result tables that could be read, by their files.
  public var tables: [String: ResultTable] = [:]
  /// The histograms that could be read, by their files.
  public var distributions: [String: LatencyDistribution] = [:]
  /// What is wrong with the files beside the record: changed ones, and ones that are not there.
  public var problems: [Problem] = []
  /// What could not be shown, in sentences.
  public var notes: [String] = []

  /// Makes a run without tables.
  public init(record: RunRecord, sha256: String, version: String) {
    self.record = record
    self.sha256 = sha256
    self.version = version
  }

  /// The repeat of a case that a figure shows: the one with the longest response time, which where
  /// operations were lost is the one that lost the most.
  func shownRun(of entry: CaseRecord) -> Int {
    func values(_ metric: String) -> [Double] {
      entry.samples.first { $0.metric == metric }?.values ?? []
    }
    let times = values("latency_max")
    let longest = times.count == entry.runs.count ? times : values("lost")
    guard let most = longest.max(), let place = longest.firstIndex(of: most),
      entry.runs.indices.contains(place)
    else { return 0 }
    return place
  }

  /// The folder of the files of the repeat that figures show, with a slash behind it.
  public func shownFolder(of entry: CaseRecord) -> String? {
    folder(of: entry, run: shownRun(of: entry))
  }

  /// The folder of a repeat's files, relative to the run's folder, with a slash behind it.
  func folder(of entry: CaseRecord, run: Int) -> String? {
    guard entry.runs.indices.contains(run) else { return nil }
    let output = entry.runs[run].output
    return output.lastIndex(of: "/").map { String(output[...$0]) }
  }

  /// The table of a schema that a repeat left.
  func table(
    _ schema: String, of entry: CaseRecord, run: Int
  ) -> (file: CaseRecord.TableFile, table: ResultTable)? {
    let folder = folder(of: entry, run: run)
    let file = entry.tables.first { file in
      file.schema == schema && folder.map { file.file.hasPrefix($0) } ?? true
    }
    guard let file, let table = tables[file.file] else { return nil }
    return (file, table)
  }
}

extension ResultTable {
  /// The numbers of a column; nil if there is none of this name.
  func numbers(_ column: String) -> [Double]? {
    columns.firstIndex { $0.name == column }.map { place in
      rows.map { $0[place].number ?? .nan }
    }
  }
}
