internal import Glibc

/// A file that appears under its name only when it is complete; until then it has none where the
/// file system allows that, so that nothing is left however the program ends.
struct OutputFile: ~Copyable {
  private let path: String
  /// The path without symbolic links.
  private let target: String
  private let temporary: String
  private let descriptor: Int32
  private let isNamed: Bool

  /// A symbolic link is followed: the file that it leads to is replaced.
  init(_ path: String) throws(Failure) {
    var status = stat()
    if stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG { throw .notRegular(path) }
    let target = try Self.target(of: path)
    let slash = target.lastIndex(of: "/")
    let folder = slash.map { String(target[...$0]) } ?? "."
    let temporary = "\(target).\(getpid()).tmp"
    var descriptor = open(folder, O_WRONLY | O_CLOEXEC | __O_TMPFILE | O_DIRECTORY, 0o666)
    let isNamed = descriptor < 0
    if isNamed {
      descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    }
    guard descriptor >= 0 else { throw .file(path, doing: "create", code: errno) }
    self.path = path
    self.target = target
    self.temporary = temporary
    self.descriptor = descriptor
    self.isNamed = isNamed
  }

  deinit {
    close(descriptor)
    if isNamed { unlink(temporary) }
  }

  /// The path without symbolic links; of a file that is not there yet, as it is.
  private static func target(of path: String) throws(Failure) -> String {
    if let found = realpath(path, nil) {
      defer { free(found) }
      return String(cString: found)
    }
    let code = errno
    var status = stat()
    if lstat(path, &status) == 0 { throw .file(path, doing: "follow", code: code) }
    return path
  }

  func write(_ bytes: [UInt8]) throws(Failure) {
    try writeAll(bytes, to: descriptor, path: path)
  }

  /// Gives the file its name.
  consuming func commit() throws(Failure) {
    if !isNamed {
      let own = "/proc/self/fd/\(descriptor)"
      guard linkat(AT_FDCWD, own, AT_FDCWD, temporary, AT_SYMLINK_FOLLOW) == 0 else {
        throw .file(path, doing: "create", code: errno)
      }
    }
    guard rename(temporary, target) == 0 else {
      let code = errno
      unlink(temporary)
      throw .file(path, doing: "create", code: code)
    }
  }
}
