internal import Glibc

extension RunningChild {
  private static let patienceNanoseconds: UInt64 = 100_000_000

  /// Sends a signal to the child, to its process group and to all below it, whatever groups they made
  /// for themselves; false if the child has ended.
  ///
  /// Only while `Launcher` watches the child, as `killGroup`.
  @discardableResult public func sendToTree(_ signal: Int32) -> Bool {
    let others = ProcessTable.tree(of: pid).filter { $0 != pid }
    guard sendToGroup(signal) else { return false }
    for other in others where getpgid(other) != pid { kill(other, signal) }
    return true
  }

  /// Stops the child, its process group and all below it, and returns once they stand still, after
  /// 100 ms at the latest; false if the child has ended.
  ///
  /// A process in an uninterruptible wait stands still no earlier than that is over.
  public func stopTree() -> Bool {
    guard sendToTree(SIGSTOP) else { return false }
    let deadline = MonotonicClock.now() + Self.patienceNanoseconds
    // A process that forked before the signal came has a child which it never came to.
    while MonotonicClock.now() < deadline {
      let running = ProcessTable.tree(of: pid).filter { pid in
        ProcessEntry(pid: pid).map { !$0.isStopped && !$0.isZombie } ?? false
      }
      if running.isEmpty { break }
      for pid in running { kill(pid, SIGSTOP) }
      sched_yield()
    }
    return true
  }
}
