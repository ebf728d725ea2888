internal import Glibc

/// A file that appears under its name only when it is complete; dropped before, it leaves nothing.
struct OutputFile: ~Copyable {
  private let path: String
  private let temporary: String
  private let descriptor: Int32

  init(_ path: String) throws(Failure) {
    var status = stat()
    if stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG { throw .notRegular(path) }
    let temporary = "\(path).\(getpid()).tmp"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .file(path, doing: "create", code: errno) }
    self.path = path
    self.temporary = temporary
    self.descriptor = descriptor
  }

  deinit {
    close(descriptor)
    unlink(temporary)
  }

  func write(_ bytes: [UInt8]) throws(Failure) {
    try writeAll(bytes, to: descriptor, path: path)
  }

  /// Gives the file its name; afterwards there is no temporary file for `deinit` to remove.
  consuming func commit() throws(Failure) {
    guard rename(temporary, path) == 0 else { throw .file(path, doing: "create", code: errno) }
  }
}
