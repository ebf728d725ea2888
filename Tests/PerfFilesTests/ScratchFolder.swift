import PerfFiles

/// A folder that vanishes with its value, whatever was left in it.
struct ScratchFolder: ~Copyable {
  let path: String

  init() throws { path = try Folder.createTemporary(in: "/tmp", prefix: "perfkit-files.") }

  deinit { try? Folder.remove(path) }

  func file(_ name: String) -> String { path + "/" + name }

  /// The names in the folder, sorted.
  func names() throws -> [String] { try Folder.list(path).map(\.name) }
}
