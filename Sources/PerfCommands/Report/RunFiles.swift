internal import PerfCrypto
internal import PerfFiles
internal import PerfLoad
internal import PerfModel
internal import PerfReport
internal import PerfResults

/// Reads the result tables and histograms of a run that a report shows.
struct RunFiles {
  /// The run's folder.
  let folder: String
  let schemas: [Schema]

  private static let mostBytes = 256 << 20

  /// Adds what can be read; what cannot is said in the report.
  func add(to run: inout ReportedRun) {
    var missing = 0
    for entry in run.record.cases {
      let shown = run.shownFolder(of: entry) ?? ""
      for file in entry.tables where file.file.hasPrefix(shown) {
        guard let bytes = bytes(of: file.file) else {
          missing += 1
          continue
        }
        guard let digest = try? SHA256.hex(of: bytes), digest == file.sha256 else {
          run.notes.append("\(file.file) was changed after the run and is left out.")
          continue
        }
        if let table = table(bytes, file) { run.tables[file.file] = table }
      }
      for name in ["response", "service"] {
        let file = shown + name + ".hlog"
        if let bytes = bytes(of: file), let read = distribution(bytes, file) {
          run.distributions[file] = read
        }
      }
    }
    if missing > 0 {
      run.notes.append(
        "\(missing) result table\(missing == 1 ? " does" : "s do") not lie beside the record: what "
          + "they hold is left out.")
    }
  }

  private func bytes(of file: String) -> [UInt8]? {
    let parts = file.split(separator: "/")
    guard !file.hasPrefix("/"), !parts.contains("..") else { return nil }
    return try? File.read(folder + "/" + file, limit: Self.mostBytes)
  }

  private func table(_ bytes: [UInt8], _ file: CaseRecord.TableFile) -> ResultTable? {
    let format = Path.fileExtension(of: file.file)
    if let schema = schemas.first(where: { $0.name == file.schema }) {
      return try? TableReader(schema: schema, file: file.file).table(bytes, format: format)
    }
    guard format == "csv", let records = try? CSV.records(in: bytes), let header = records.first
    else { return nil }
    let schema = Schema(
      name: file.schema, columns: header.map { Schema.Column($0, .string, role: .info) })
    return ResultTable(
      schema: schema, columns: schema.columns,
      rows: records.dropFirst().filter { $0.count == header.count }.map { $0.map { .text($0) } })
  }

  private func distribution(_ bytes: [UInt8], _ file: String) -> LatencyDistribution? {
    guard let digest = try? SHA256.hex(of: bytes),
      let histogram = HistogramLog.histogram(in: String(decoding: bytes, as: UTF8.self))
    else { return nil }
    return LatencyDistribution(
      slots: histogram.slots.map {
        .init(least: $0.range.lowerBound, most: $0.range.upperBound, count: $0.count)
      }, source: .init(file: file, sha256: digest))
  }
}
