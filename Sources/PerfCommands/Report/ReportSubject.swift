internal import PerfCrypto
internal import PerfFiles
internal import PerfHistory
internal import PerfJSON
internal import PerfModel
internal import PerfReport
internal import PerfResults

/// What is reported: a run with the files of its folder, or a comparison.
struct ReportSubject {
  /// What the document says.
  enum Content {
    case run(ReportedRun)
    case comparison(Comparison, PairedRecord?)
  }

  let content: Content
  /// The document.
  let document: JSON
  /// SHA-256 of the document's bytes.
  let sha256: String

  /// Finds and reads a run or comparison; nil: the newest run.
  init(_ name: String?, _ session: Session) throws(Problems) {
    session.locatePlan()
    let path = try Self.path(name, session)
    let bytes: [UInt8]
    (bytes, document) = try attempt {
      let bytes = try File.read(path)
      return (bytes, try DocumentFile.json(bytes, path: session.shown(path)))
    }
    let digest = try attempt { try SHA256.hex(of: bytes) }
    sha256 = digest
    let document = document
    do throws(DocumentError) {
      switch document["format"]?.text {
      case "perfkit-run/1":
        let record = try RunRecord(whole: document)
        var run = ReportedRun(record: record, sha256: digest, version: Root.version)
        RunFiles(folder: Path.folder(of: path), schemas: Self.schemas(session)).add(to: &run)
        content = .run(run)
      case "perfkit-comparison/1":
        content = .comparison(try Comparison(document), try? PairedRecord(document))
      default:
        throw DocumentError(member: "format", expected: "perfkit-run/1 or perfkit-comparison/1")
      }
    } catch {
      throw Problems([HistoryError.notDocument(path: session.shown(path), error).problem])
    }
  }

  /// The project's own schemas as far as they can be read; the report does not need them.
  private static func schemas(_ session: Session) -> [Schema] {
    (try? session.schemas()) ?? Schema.builtIn
  }

  private static func path(_ name: String?, _ session: Session) throws(Problems) -> String {
    guard let name else { return try newest(session) }
    let path = Path.join(Path.current, name)
    if Folder.exists(path) {
      for file in ["run.json", "comparison.json"] where File.exists(path + "/" + file) {
        return path + "/" + file
      }
    }
    if File.exists(path) || name.contains("/") || name.hasSuffix(".json") { return path }
    return try named(name, session)
  }

  /// The run of a name, or the only one whose name begins or ends so.
  private static func named(_ name: String, _ session: Session) throws(Problems) -> String {
    let known = identifiers(session)
    let fitting =
      known.contains(name)
      ? [name]
      : known.filter {
        $0.hasPrefix(name) || $0.hasSuffix(name)
      }
    if fitting.count == 1 { return file(of: fitting[0], session) }
    let places = fitting.isEmpty ? "there is no run '\(name)'" : "'\(name)' names several runs"
    let near = nearest(name, in: known).map { "did you mean '\($0)'?" }
    let list = (fitting.isEmpty ? known : fitting).prefix(3).joined(separator: ", ")
    throw Problems([
      Problem(
        fitting.isEmpty ? "report.unknown-run" : "report.ambiguous-run", places,
        hint: near ?? (list.isEmpty ? "no run is kept here yet" : "the newest: \(list)"),
        verdict: .usage)
    ])
  }

  private static func newest(_ session: Session) throws(Problems) -> String {
    guard session.planFolder != nil else {
      _ = try session.plan()
      throw Problems([])
    }
    guard let id = identifiers(session).first else {
      throw Problems([
        Problem(
          "report.no-run", "no run is kept here yet",
          hint: "`perfkit stress`, `bench` or `smoke` leaves one, or name a file",
          verdict: .missing)
      ])
    }
    return file(of: id, session)
  }

  /// The names of all runs that left a document, the newest first.
  private static func identifiers(_ session: Session) -> [String] {
    RunStore(folder: session.stateFolder + "/runs").identifiers().filter {
      File.exists(file(of: $0, session))
    }
  }

  private static func file(of id: String, _ session: Session) -> String {
    let folder = session.stateFolder + "/runs/" + id
    let run = folder + "/run.json"
    return File.exists(run) ? run : folder + "/comparison.json"
  }
}
