internal import PerfCrypto
internal import PerfFiles
internal import PerfJSON
public import PerfModel
internal import PerfResults

/// Named baselines below `release/baselines`, one file a suite.
public struct BaselineStore: Sendable {
  /// The folder, absolute.
  public let folder: String
  /// The folder as messages name it.
  public let shownFolder: String

  /// Names the store.
  public init(folder: String, shownFolder: String) {
    self.folder = folder
    self.shownFolder = shownFolder
  }

  /// The file of a suite's baseline, absolute.
  public func file(_ name: String, suite: String) -> String { "\(folder)/\(name)/\(suite).json" }

  /// The file as messages name it.
  public func shownFile(_ name: String, suite: String) -> String {
    "\(shownFolder)/\(name)/\(suite).json"
  }

  /// The names of all baselines with their suites.
  public func list() -> [(name: String, suites: [String])] {
    guard let entries = try? Folder.list(folder) else { return [] }
    return entries.filter { $0.kind == .folder }.map { entry in
      let files = (try? Folder.list(folder + "/" + entry.name)) ?? []
      return (
        entry.name,
        files.filter { $0.kind == .file && $0.name.hasSuffix(".json") }
          .map { String($0.name.dropLast(5)) }
      )
    }
  }

  /// The bytes of a baseline, or nil if there is none.
  public func bytes(_ name: String, suite: String) throws(HistoryError) -> [UInt8]? {
    do throws(FileError) {
      return try File.read(file(name, suite: suite))
    } catch {
      if error.isMissing { return nil }
      throw .file(error)
    }
  }

  /// Reads a baseline from its bytes.
  public func parse(_ bytes: [UInt8], name: String, suite: String) throws(HistoryError) -> Baseline
  {
    let path = shownFile(name, suite: suite)
    let json = try DocumentFile.json(bytes, path: path)
    do throws(DocumentError) {
      return try Baseline(name: name, suite: suite, json)
    } catch {
      throw .notDocument(path: path, error)
    }
  }

  /// Reads a baseline, or nil if there is none.
  public func load(_ name: String, suite: String) throws(HistoryError) -> Baseline? {
    guard let bytes = try bytes(name, suite: suite) else { return nil }
    return try parse(bytes, name: name, suite: suite)
  }

  /// Writes a baseline.
  public func save(_ baseline: Baseline) throws(HistoryError) {
    let path = file(baseline.name, suite: baseline.suite)
    do throws(FileError) {
      try Folder.create(Path.folder(of: path))
      try File.write(baseline.json.document.utf8, to: path)
    } catch {
      throw .file(error)
    }
  }
}
