internal import Glibc

/// The snapshots beside a journal.
struct SnapshotFolder {
  let path: String

  private static let prefix = "snapshot-"
  private static let suffix = ".bin"
  private static let kept = 2
  /// What is added to the name of a snapshot that is set aside.
  static let aside = ".aside"

  /// The files of snapshots, the newest first.
  func names() throws(JournalError) -> [String] {
    guard let folder = opendir(path) else {
      throw .file(path: path, doing: "read", code: errno)
    }
    defer { closedir(folder) }
    return try names(in: folder)
  }

  /// The same of a folder that is open.
  func names(in folder: OpaquePointer) throws(JournalError) -> [String] {
    var names: [String] = []
    while true {
      // Only this tells the end from a failure.
      errno = 0
      guard let entry = readdir(folder) else { break }
      let name = withUnsafeBytes(of: entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if Self.isSnapshot(name) { names.append(name) }
    }
    guard errno == 0 else { throw .file(path: path, doing: "read", code: errno) }
    return names.sorted(by: >)
  }

  private static func isSnapshot(_ name: String) -> Bool {
    name.hasPrefix(prefix) && name.hasSuffix(suffix)
      && name.utf8.count == prefix.utf8.count + 20 + suffix.utf8.count
  }

  /// The name of the snapshot after an operation; names sort as numbers do.
  static func name(_ sequence: UInt64) -> String {
    let digits = String(sequence)
    return prefix + String(repeating: "0", count: 20 - digits.count) + digits + suffix
  }

  func read(_ name: String) throws(JournalError) -> [UInt8] {
    try JournalFile(path + "/" + name, O_RDONLY).read(from: 0)
  }

  /// Renames snapshots so that nothing is recovered from them any more.
  ///
  /// They are kept because one that cannot be read may hold the only copy of operations.
  func setAside(_ names: [String]) throws(JournalError) {
    guard !names.isEmpty else { return }
    for name in names {
      let file = path + "/" + name
      guard rename(file, file + Self.aside) == 0 else {
        throw .file(path: file, doing: "rename", code: errno)
      }
    }
    try JournalFile.syncFolder(path)
  }

  /// Writes a snapshot so that its file is whole or not there, and removes all but the newest two.
  func write(_ snapshot: Snapshot) throws(JournalError) {
    let target = path + "/" + Self.name(snapshot.sequence)
    let temporary = target + ".tmp"
    let file = try JournalFile(temporary, O_WRONLY | O_CREAT | O_TRUNC)
    try file.write(snapshot.bytes)
    try file.sync()
    guard rename(temporary, target) == 0 else {
      throw .file(path: target, doing: "create", code: errno)
    }
    try JournalFile.syncFolder(path)
    for name in try names().dropFirst(Self.kept) { unlink(path + "/" + name) }
  }
}
