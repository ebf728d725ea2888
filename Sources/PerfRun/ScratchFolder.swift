internal import Glibc
public import PerfFiles
internal import PerfProcess

/// The folder in which one perfkit runs engines: `${TMPDIR:-/tmp}/perfkit.XXXXXXXX`.
///
/// It holds `owner` (process and start time), `run` (the working folder of the current run, of the
/// same path in every run) and, with `--keep-scratch`, `kept`.
public struct ScratchFolder: ~Copyable, Sendable {
  /// The folder, absolute.
  public let path: String
  private let keeps: Bool

  private static let prefix = "perfkit."

  /// Removes the folders of dead owners, then creates a new one.
  public init(in parent: String, keeps: Bool) throws(FileError) {
    Self.removeAbandoned(in: parent)
    let path = try Folder.createTemporary(in: parent, prefix: Self.prefix)
    try File.write(Self.owner(of: getpid()).utf8, to: path + "/owner")
    self.path = path
    self.keeps = keeps
  }

  deinit {
    if !keeps { try? Folder.remove(path) }
  }

  /// The working folder of a run; `other` gives another path of the same length.
  public func runFolder(other: Bool = false) -> String { path + (other ? "/nur" : "/run") }

  /// Creates an empty working folder with `out`, `home` and `tmp`.
  static func prepare(_ folder: String) throws(FileError) {
    try Folder.remove(folder)
    for part in ["out", "home", "tmp"] { try Folder.create(folder + "/" + part) }
  }

  /// Removes the working folder, or keeps it under a name.
  func finish(_ folder: String, keptAs name: String) throws(FileError) {
    guard keeps else { return try Folder.remove(folder) }
    let target = path + "/kept/" + name
    try Folder.create(Path.folder(of: target))
    guard rename(folder, target) == 0 else { throw FileError("keep", folder) }
  }

  /// Removes what a killed perfkit left: its folders, and processes that still run in them.
  public static func removeAbandoned(in parent: String) {
    guard let entries = try? Folder.list(parent) else { return }
    for entry in entries
    where entry.kind == .folder && entry.name.hasPrefix(prefix) && entry.name.utf8.count == 16 {
      let path = parent + "/" + entry.name
      guard isOwn(path), !File.exists(path + "/kept"), isAbandoned(path) else { continue }
      ProcessTree.killAll(withEnvironmentContaining: path + "/")
      try? Folder.remove(path)
    }
  }

  private static func isOwn(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_uid == geteuid()
  }

  private static func isAbandoned(_ path: String) -> Bool {
    guard let bytes = try? File.read(path + "/owner") else {
      return (File.modified(path) ?? .max) < time(nil) - 60
    }
    let text = String(decoding: bytes, as: UTF8.self)
    guard let pid = text.split(separator: " ").first.flatMap({ pid_t($0) }) else { return true }
    return owner(of: pid) != text
  }

  /// A process with its start time, so that a reused number is another owner.
  private static func owner(of pid: pid_t) -> String {
    guard let bytes = try? File.read("/proc/\(pid)/stat") else { return "" }
    let text = String(decoding: bytes, as: UTF8.self)
    let fields = text[(text.lastIndex(of: ")") ?? text.startIndex)...].split(separator: " ")
    return fields.count > 20 ? "\(pid) \(fields[20])" : ""
  }
}
