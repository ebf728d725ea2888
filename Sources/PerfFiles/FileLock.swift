internal import Glibc

/// A lock on a file, held by one process until it releases it or ends.
public struct FileLock: ~Copyable {
  private let descriptor: Int32

  /// Takes the lock, or returns nil if another process holds it.
  public init?(_ path: String) throws(FileError) {
    let opened = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
    guard opened >= 0 else { throw FileError("open", path) }
    guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
      let number = errno
      close(opened)
      if number == EWOULDBLOCK || number == EINTR { return nil }
      throw FileError("lock", path, number: number)
    }
    descriptor = opened
  }

  /// Lets the next process have it.
  public consuming func release() {}

  deinit { close(descriptor) }
}
