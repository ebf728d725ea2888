internal import Glibc
internal import PerfCrypto
internal import PerfLoad
internal import PerfModel
internal import PerfProcess
internal import PerfResults

extension CaseAttempt {
  /// Takes up the tables of a load, and writes them and the histograms beside the run's output.
  func take(
    _ tables: LoadTables, _ attempt: inout Attempt
  ) throws(RunError) {
    let scenario = tables.scenarioTable(scheduleDigest: try hash(tables.scheduleBytes))
    attempt.absent = tables.absences
    for table in [scenario, tables.faults?.faults].compactMap({ $0 }) {
      do throws(CryptoError) {
        attempt.entries.append(
          CaseResults.Entry(
            name: table.fileName, table: table, digest: try table.digest()))
      } catch {
        throw .hashing(reason: "\(error)")
      }
    }
    let kept = [
      scenario, tables.series, tables.resources, tables.faults?.faults, tables.faults?.log,
      tables.faults?.gaps,
    ]
    for table in kept.compactMap({ $0 }) {
      let bytes = Array(table.csv.utf8)
      attempt.tables.append(
        CaseRecord.TableFile(
          schema: table.schema.name, file: try write(bytes, as: table.fileName),
          sha256: try hash(bytes)))
    }
    let length = Double(tables.outcome.elapsed) / 1e9
    let histograms = [("response", tables.outcome.response), ("service", tables.outcome.service)]
    for (name, histogram) in histograms {
      var log = HistogramLog(startSeconds: Double(time(nil)) - length)
      log.append(histogram, start: 0, length: length)
      try keep(Array(log.text.utf8), as: name + ".hlog", &attempt)
      try keep(Array(histogram.percentileText.utf8), as: name + ".hgrm", &attempt)
    }
  }
}

extension ResultTable {
  /// The name of a file with the table: that of its schema.
  fileprivate var fileName: String { String(schema.name.prefix { $0 != "/" }) + ".csv" }
}
