internal import Glibc

/// A file or folder of a journal that is open; it is closed when it is dropped.
struct JournalFile: ~Copyable {
  let path: String
  private let descriptor: Int32

  /// Opens a file with the flags of open(2).
  init(_ path: String, _ flags: Int32) throws(JournalError) {
    descriptor = open(path, flags | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .file(path: path, doing: "open", code: errno) }
    self.path = path
  }

  deinit { close(descriptor) }

  /// Writes all bytes where the file stands.
  func write(_ bytes: [UInt8]) throws(JournalError) {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress?.advanced(by: done), $0.count - done)
      }
      if count >= 0 {
        done += count
      } else if errno != EINTR {
        throw .file(path: path, doing: "write", code: errno)
      }
    }
  }

  /// Waits until all that was written is on the disk.
  func sync(onlyData: Bool = true) throws(JournalError) {
    let result = onlyData ? fdatasync(descriptor) : fsync(descriptor)
    guard result == 0 else { throw .file(path: path, doing: "sync", code: errno) }
  }

  /// Cuts the file at an offset and stands there.
  func cut(at offset: Int) throws(JournalError) {
    guard ftruncate(descriptor, offset) == 0, lseek(descriptor, offset, SEEK_SET) >= 0 else {
      throw .file(path: path, doing: "cut", code: errno)
    }
  }

  /// The length in bytes.
  func size() throws(JournalError) -> Int {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw .file(path: path, doing: "read", code: errno)
    }
    return Int(status.st_size)
  }

  /// At most so many bytes from an offset on; nothing if the file is shorter.
  func read(from offset: Int, most: Int = .max) throws(JournalError) -> [UInt8] {
    let size = min(most, max(0, try size() - offset))
    var bytes = [UInt8](repeating: 0, count: size)
    var done = 0
    while done < size {
      let count = bytes.withUnsafeMutableBytes {
        pread(descriptor, $0.baseAddress?.advanced(by: done), size - done, offset + done)
      }
      if count == 0 { break }
      if count > 0 {
        done += count
      } else if errno != EINTR {
        throw .file(path: path, doing: "read", code: errno)
      }
    }
    bytes.removeLast(size - done)
    return bytes
  }

  /// Makes the names in a folder durable.
  static func syncFolder(_ path: String) throws(JournalError) {
    try JournalFile(path, O_RDONLY | O_DIRECTORY).sync(onlyData: false)
  }
}
