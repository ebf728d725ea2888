internal import Glibc
public import PerfFiles

/// The lock that one measuring perfkit holds on a machine, so that no other measures beside it.
public struct MachineLock: ~Copyable {
  private let descriptor: Int32

  /// Takes the lock; `waiting` is called once if another one holds it, `isInterrupted` is asked
  /// while waiting.
  ///
  /// Nil if interrupted.
  public init?(
    waiting: () -> Void, isInterrupted: () -> Bool
  ) throws(FileError) {
    let path = "/tmp/perfkit.lock"
    var opened = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o666)
    if opened < 0 && errno == EACCES { opened = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW) }
    guard opened >= 0 else { throw FileError("open", path) }
    fchmod(opened, 0o666)
    var told = false
    while flock(opened, LOCK_EX | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK || errno == EINTR else {
        let error = FileError("lock", path)
        close(opened)
        throw error
      }
      if !told { waiting() }
      told = true
      if isInterrupted() {
        close(opened)
        return nil
      }
      usleep(50_000)
    }
    descriptor = opened
  }

  /// Lets the next one measure.
  public consuming func release() {}

  deinit { close(descriptor) }
}
