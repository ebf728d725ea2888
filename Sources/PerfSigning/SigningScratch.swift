internal import PerfFiles

/// A private folder for the time of one operation.
struct SigningScratch: ~Copyable {
  let path: String

  /// Makes one below `parent`, named so that a later perfkit removes what a killed one left.
  init(in parent: String) throws(SigningError) {
    do throws(FileError) {
      path = try Folder.createTemporary(in: parent, prefix: "perfkit.")
    } catch {
      throw .scratch(reason: "\(error.path): \(error.reason)")
    }
  }

  deinit { try? Folder.remove(path) }

  /// Writes a file of this name and gives its path.
  func file(_ name: String, _ bytes: [UInt8]) throws(SigningError) -> String {
    let path = path + "/" + name
    do throws(FileError) {
      try File.write(bytes, to: path, mode: 0o600)
    } catch {
      throw .scratch(reason: "\(error.path): \(error.reason)")
    }
    return path
  }
}
