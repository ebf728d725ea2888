internal import Glibc
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

  /// A file beside a record, held against the digest that the record has of it.
  private enum Finding {
    case whole([UInt8])
    case missing
    case changed
    case tooLarge
    case unreadable(String)
  }

  /// Checks every file that the record names, and adds what a report shows of them; a file that is
  /// not what the run left is never shown, and is a verification that failed.
  func add(to run: inout ReportedRun) {
    var missing = 0
    for entry in run.record.cases {
      let shown = run.shownFolder(of: entry) ?? ""
      let files =
        entry.tables.map { ($0.file, $0.sha256) } + entry.files.map { ($0.file, $0.sha256) }
      for (index, (file, sha256)) in files.enumerated() {
        switch find(file, sha256) {
        case .missing: missing += 1
        case .tooLarge:
          run.notes.append("\(file) has more than \(Self.mostBytes >> 20) MiB and is not shown.")
        case .unreadable(let reason):
          run.problems.append(
            Problem(
              "report.unverified-file",
              "\(file) cannot be held against the record: \(reason)", hint: "it is left out",
              verdict: .refused))
        case .changed:
          run.problems.append(
            Problem(
              "report.changed-file",
              "\(file) is not what the run left: its SHA-256 is another one than the record's",
              hint: "it is left out; run it again, or bring the file back", verdict: .refused))
        case .whole(let bytes) where file.hasPrefix(shown):
          let table = index < entry.tables.count ? entry.tables[index] : nil
          take(bytes, file, table, shown, &run)
        case .whole: break
        }
      }
      if entry.files.isEmpty { addUnverified(shown, &run) }
    }
    guard missing > 0 else { return }
    run.problems.append(
      Problem(
        "report.missing-files",
        "\(missing) file\(missing == 1 ? "" : "s") of the run \(missing == 1 ? "does" : "do") not lie "
          + "beside the record",
        hint: "what \(missing == 1 ? "it holds" : "they hold") is left out", verdict: .warn))
  }

  /// Adds the histograms of a record from before it had digests of them.
  private func addUnverified(_ shown: String, _ run: inout ReportedRun) {
    for name in ["response", "service"] {
      let file = shown + name + ".hlog"
      guard let bytes = try? read(file), let distribution = distribution(bytes, file) else {
        continue
      }
      run.distributions[file] = distribution
      run.notes.append("The record has no digest of \(file), which is shown as it lies there.")
    }
  }

  /// Adds a table, or a histogram that figures show.
  private func take(
    _ bytes: [UInt8], _ file: String, _ table: CaseRecord.TableFile?, _ shown: String,
    _ run: inout ReportedRun
  ) {
    let what: String
    if let table {
      what = table.schema
      run.tables[file] = self.table(bytes, table)
      if run.tables[file] != nil { return }
    } else {
      guard ["response", "service"].contains(where: { file == shown + $0 + ".hlog" }) else {
        return
      }
      what = "a histogram"
      run.distributions[file] = distribution(bytes, file)
      if run.distributions[file] != nil { return }
    }
    run.problems.append(
      Problem(
        "report.unreadable-file", "\(file) cannot be read as \(what)", hint: "it is left out",
        verdict: .warn))
  }

  private func find(_ file: String, _ sha256: String) -> Finding {
    do throws(FileError) {
      let bytes = try read(file)
      return (try? SHA256.hex(of: bytes)) == sha256 ? .whole(bytes) : .changed
    } catch {
      if error.isMissing { return .missing }
      guard error.number == EFBIG else { return .unreadable(error.reason) }
      return (try? SHA256.hex(ofFile: folder + "/" + file)) == sha256 ? .tooLarge : .changed
    }
  }

  /// The bytes of a file below the run's folder.
  private func read(_ file: String) throws(FileError) -> [UInt8] {
    let parts = file.split(separator: "/")
    guard !file.hasPrefix("/"), !parts.contains("..") else {
      throw FileError("read", file, number: EPERM)
    }
    return try File.read(folder + "/" + file, limit: Self.mostBytes)
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
