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
    do throws(CryptoError) {
      attempt.entries.append(
        CaseResults.Entry(
          name: "stress-scenario.csv", table: scenario, digest: try scenario.digest()))
    } catch {
      throw .hashing(reason: "\(error)")
    }
    for table in [scenario, tables.series, tables.resources].compactMap({ $0 }) {
      let name = String(table.schema.name.prefix { $0 != "/" }) + ".csv"
      let bytes = Array(table.csv.utf8)
      attempt.tables.append(
        CaseRecord.TableFile(
          schema: table.schema.name, file: try write(bytes, as: name), sha256: try hash(bytes)))
    }
    let length = Double(tables.outcome.elapsed) / 1e9
    let histograms = [("response", tables.outcome.response), ("service", tables.outcome.service)]
    for (name, histogram) in histograms {
      var log = HistogramLog(startSeconds: Double(time(nil)) - length)
      log.append(histogram, start: 0, length: length)
      _ = try write(Array(log.text.utf8), as: name + ".hlog")
      _ = try write(Array(histogram.percentileText.utf8), as: name + ".hgrm")
    }
  }
}
