internal import PerfFiles
internal import PerfJSON
public import PerfModel
internal import PerfResults

/// The records of runs below `.perfkit/runs`, one folder a run.
public struct RunStore: Sendable {
  /// The folder, absolute.
  public let folder: String

  /// Names the store.
  public init(folder: String) { self.folder = folder }

  /// The names of all runs, newest first.
  public func identifiers() -> [String] {
    guard let entries = try? Folder.list(folder) else { return [] }
    return entries.filter { $0.kind == .folder }.map(\.name).reversed()
  }

  /// Writes a record.
  public func save(_ record: RunRecord) throws(HistoryError) {
    let path = folder + "/" + record.id
    do throws(FileError) {
      try Folder.create(path)
      try File.write(record.json.document.utf8, to: path + "/run.json")
      if let comparison = record.comparison {
        try File.write(comparison.json.document.utf8, to: path + "/comparison.json")
      }
    } catch {
      throw .file(error)
    }
  }

  /// Reads a record.
  public func load(_ id: String) throws(HistoryError) -> RunRecord {
    try DocumentFile.record(folder + "/" + id + "/run.json")
  }

  /// The newest whole run of a suite for which `matches` holds; runs that cannot be read are left
  /// out.
  public func newest(_ matches: (RunRecord) -> Bool) -> RunRecord? {
    for id in identifiers() {
      if let record = try? load(id), matches(record) { return record }
    }
    return nil
  }
}
