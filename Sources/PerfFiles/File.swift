internal import Glibc

/// Whole files: reading, atomic writing, copying.
public enum File {
  /// All bytes of a regular file; anything else is an error (EISDIR, ENOTSUP) and is not waited
  /// for, nor is one that holds more than `limit` bytes (EFBIG).
  public static func read(_ path: String, limit: Int = .max) throws(FileError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw FileError("read", path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileError("read", path) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      let isFolder = status.st_mode & S_IFMT == S_IFDIR
      throw FileError("read", path, number: isFolder ? EISDIR : ENOTSUP)
    }
    var bytes = [UInt8]()
    bytes.reserveCapacity(min(Int(status.st_size) + 1, limit))
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw FileError("read", path) }
      if count == 0 { return bytes }
      bytes.append(contentsOf: chunk[..<count])
      guard bytes.count <= limit else { throw FileError("read", path, number: EFBIG) }
    }
  }

  /// Replaces a file by `bytes` at once: a temporary file beside it, fsync, rename, fsync of the
  /// folder.
  ///
  /// A reader sees the old bytes or the new ones, never a part.
  public static func write(
    _ bytes: some Collection<UInt8>, to path: String, mode: UInt32 = 0o644
  ) throws(FileError) {
    let content = Array(bytes)
    let temporary = path + ".tmp\(getpid())"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw FileError("write", path) }
    var failure: Int32?
    do throws(FileError) {
      try writeAll(content, to: descriptor, path: path)
    } catch {
      failure = error.number
    }
    if failure == nil && fsync(descriptor) != 0 { failure = errno }
    if close(descriptor) != 0 && failure == nil { failure = errno }
    if failure == nil && rename(temporary, path) != 0 { failure = errno }
    if let failure {
      unlink(temporary)
      throw FileError("write", path, number: failure)
    }
    let folder = open(Path.folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if folder >= 0 {
      fsync(folder)
      close(folder)
    }
  }

  /// Writes all bytes to an open descriptor.
  public static func writeAll(
    _ bytes: [UInt8], to descriptor: Int32, path: String
  ) throws(FileError) {
    var offset = 0
    while offset < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress?.advanced(by: offset), bytes.count - offset)
      }
      if count < 0 && (errno == EINTR || errno == EAGAIN) { continue }
      guard count >= 0 else { throw FileError("write", path) }
      offset += count
    }
  }

  /// Copies a file with its permission bits, replacing `target` at once.
  public static func copy(_ source: String, to target: String) throws(FileError) {
    var status = stat()
    guard stat(source, &status) == 0 else { throw FileError("copy", source) }
    try write(try read(source), to: target, mode: status.st_mode & 0o777)
  }

  /// Whether something exists at a path, links followed.
  public static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Whether a path is a regular file, links followed.
  public static func isRegular(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// Whether a path is a regular file that may be executed.
  public static func isExecutable(_ path: String) -> Bool {
    isRegular(path) && access(path, X_OK) == 0
  }

  /// The size of a file in bytes, or nil.
  public static func size(_ path: String) -> Int? {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : nil
  }

  /// Seconds since 1970 at which a file was last changed, or nil.
  public static func modified(_ path: String) -> Int? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mtim.tv_sec : nil
  }

  /// The absolute path with every link resolved, or nil if it does not exist.
  public static func resolved(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  /// The text of a symbolic link.
  public static func linkTarget(_ path: String) throws(FileError) -> String {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(path, &buffer, buffer.count)
    guard count >= 0 else { throw FileError("read", path) }
    return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Removes a file; one that does not exist is no error.
  public static func remove(_ path: String) throws(FileError) {
    guard unlink(path) == 0 || errno == ENOENT else { throw FileError("remove", path) }
  }
}
