internal import PerfCrypto
internal import PerfModel
internal import PerfResults

extension CaseAttempt {
  /// Takes up the tables of a drill and writes them beside the run's output; returns where the
  /// kills are, as messages name it.
  func take(_ tables: DrillTables, _ attempt: inout Attempt) throws(RunError) -> String {
    let summary = tables.summary
    attempt.absent += tables.absences
    do throws(CryptoError) {
      attempt.entries.append(
        CaseResults.Entry(
          name: "failover-summary.csv", table: summary, digest: try summary.digest()))
    } catch {
      throw .hashing(reason: "\(error)")
    }
    for table in [tables.kills, summary] {
      let name = String(table.schema.name.prefix { $0 != "/" }) + ".csv"
      let bytes = Array(table.csv.utf8)
      attempt.tables.append(
        CaseRecord.TableFile(
          schema: table.schema.name, file: try write(bytes, as: name), sha256: try hash(bytes)))
    }
    return "\(context.shownFolder)/\(target)/failover-drill.csv"
  }
}
