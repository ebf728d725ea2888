internal import Glibc

/// A file beside the one it will replace, removed unless it is committed.
struct TemporaryFile: ~Copyable {
  let descriptor: Int32
  private let path: String
  private let temporary: String
  private var isCommitted = false

  init(for path: String) throws(ArchiveError) {
    self.path = path
    temporary = path + ".tmp\(getpid())"
    unlink(temporary)
    descriptor = open(temporary, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw .file(operation: "write", path: path, number: errno) }
  }

  /// Makes the file durable and puts it in its place; the umask has no part in its mode.
  mutating func commit() throws(ArchiveError) {
    guard fchmod(descriptor, 0o644) == 0, fsync(descriptor) == 0, rename(temporary, path) == 0
    else { throw .file(operation: "write", path: path, number: errno) }
    isCommitted = true
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let opened = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if opened >= 0 {
      fsync(opened)
      close(opened)
    }
  }

  deinit {
    if !isCommitted { unlink(temporary) }
    close(descriptor)
  }
}
