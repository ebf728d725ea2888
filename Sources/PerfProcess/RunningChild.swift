internal import CPerfSystem
internal import Glibc

/// A child that `Launcher` runs, for whoever watches it meanwhile; it may outlive the child.
public final class RunningChild: Sendable {
  /// The process id; another process may have it once the run is over.
  public let pid: Int32
  private let pidfd: Int32

  init?(pid: Int32) {
    let opened = perf_pidfd_open(pid)
    guard opened >= 0 else { return nil }
    self.pid = pid
    pidfd = opened
  }

  deinit { _ = Descriptor(owning: pidfd) }

  /// Sends a signal to the child itself; false if it has ended.
  @discardableResult public func send(_ signal: Int32) -> Bool {
    perf_pidfd_signal(pidfd, signal) == 0
  }

  /// Kills the child and its process group at once; false if the child has ended.
  ///
  /// Only while `Launcher` watches the child: it is not reaped then, and no other group has its
  /// number.
  @discardableResult public func killGroup() -> Bool {
    guard send(SIGKILL) else { return false }
    kill(-pid, SIGKILL)
    return true
  }

  /// Sends a signal to the child and its process group; false if the child has ended.
  @discardableResult public func sendToGroup(_ signal: Int32) -> Bool {
    perf_pidfd_signal(pidfd, 0) == 0 && kill(-pid, signal) == 0
  }
}
