internal import PerfFiles
internal import PerfHistory
internal import PerfJSON
internal import PerfModel
internal import PerfResults

/// One side of `perfkit compare`, whatever format its file has.
struct ComparedFile {
  /// What the file holds, as a run.
  var record: RunRecord
  /// The sessions of a baseline file.
  var sessions: [Baseline.Session]?

  /// Reads a file, or the record of a run by its name.
  init(_ name: String, from format: String?, session: Session) throws(Problems) {
    let path = Self.path(name, session)
    guard File.exists(path) else {
      throw Problems([
        Problem(
          "compare.no-file",
          "there is no file '\(name)'\(name.contains("/") ? "" : ", and no run of that name")",
          file: name)
      ])
    }
    if let format, format.contains("/"), format != "perfkit-run/1" {
      let schema = try session.schema(named: format)
      self.init(record: try Self.table(path, shown: name, schema))
      return
    }
    let kind = Path.fileExtension(of: path)
    guard kind == "json" || format != nil else {
      throw Problems([
        Problem(
          "compare.unknown-format", "cannot tell what '\(name)' holds",
          hint: "name the schema of a table, such as --from benchmark/1", file: name,
          verdict: .usage)
      ])
    }
    try self.init(document: path, shown: name, format: format)
  }

  private init(record: RunRecord, sessions: [Baseline.Session]? = nil) {
    self.record = record
    self.sessions = sessions
  }

  private static func path(_ name: String, _ session: Session) -> String {
    let path = Path.join(Path.current, name)
    guard !File.exists(path), !name.contains("/") else { return path }
    session.locatePlan()
    let kept = ["run.json", "comparison.json"].map { session.stateFolder + "/runs/\(name)/\($0)" }
    return kept.first(where: File.exists) ?? path
  }

  private init(document path: String, shown: String, format: String?) throws(Problems) {
    let json = try attempt { try DocumentFile.json(path) }
    let isRun = json["format"]?.text == "perfkit-run/1"
    let isHyperfine = json["results"]?.elements != nil
    switch format {
    case "perfkit-run"?, "perfkit-run/1"?: break
    case "hyperfine"?:
      self.init(record: try attempt { try HyperfineFile.record(json, path: shown) })
      return
    case nil where isHyperfine:
      self.init(record: try attempt { try HyperfineFile.record(json, path: shown) })
      return
    case nil where isRun: break
    case nil where json["format"]?.text == "perfkit-comparison/1":
      throw Problems([
        Problem(
          "compare.comparison", "'\(shown)' is a comparison itself, of two sides in pairs",
          hint: "perfkit compare --replay \(Path.relative(path, to: Path.current)) judges it again",
          file: shown, verdict: .usage)
      ])
    case nil:
      throw Problems([
        Problem(
          "compare.unknown-format", "cannot tell what '\(shown)' holds",
          hint: "it is no perfkit-run/1 and no hyperfine JSON; name a table's schema with --from",
          file: shown, verdict: .usage)
      ])
    case let other?:
      throw Problems([
        Problem(
          "compare.unknown-format", "--from \(other): there is no such format",
          hint: nearest(other, in: ["perfkit-run", "hyperfine"]).map { "did you mean '\($0)'?" }
            ?? "formats: perfkit-run, hyperfine, or a schema such as benchmark/1",
          verdict: .usage)
      ])
    }
    if json["sessions"] != nil {
      let baseline = try attempt { try DocumentFile.baseline(path) }
      self.init(record: baseline.record, sessions: baseline.sessions)
    } else {
      self.init(record: try attempt { try DocumentFile.record(path) })
    }
  }

  /// A table as a run of one case.
  private static func table(
    _ path: String, shown: String, _ schema: Schema
  ) throws(Problems) -> RunRecord {
    let table: ResultTable
    let digest: String
    do {
      table = try TableReader(schema: schema, file: shown).read(path: path)
      digest = try table.digest()
    } catch let error as ResultError {
      throw Problems([
        Problem("compare.invalid", error.message, file: shown, verdict: error.verdict)
      ])
    } catch {
      throw Problems(error)
    }
    var entry = CaseRecord(name: schema.name, suite: "compare", seed: 0)
    entry.samples = table.samples
    let records = table.canonicalRecords
    entry.digests = [
      CaseRecord.Digest(
        name: "table", schema: schema.name, value: digest, header: records.header,
        records: records.lines)
    ]
    var record = RunRecord.foreign
    record.cases = [entry]
    return record
  }
}
