internal import CPerfSystem
internal import Glibc

/// Ending whole process trees, so that nothing survives the run that started it.
public enum ProcessTree {
  /// Kills and reaps what a run left, and returns how many processes that still ran.
  ///
  /// The caller adopts orphans: whatever outlived its parent is the caller's child by now, and
  /// what is below it will be once it is killed. Gives up after 10 s.
  static func endRemains(of run: RunScope) -> Int {
    var roots = run.remains()
    if roots.isEmpty { return 0 }
    var found: Set<pid_t> = []
    for process in descendants(of: roots.map(\.pid)) where !process.isZombie {
      found.insert(process.pid)
      kill(process.pid, SIGKILL)
    }
    // At once, or a fork bomb stays ahead. The child is not reaped yet: the number is still its.
    kill(-run.child, SIGKILL)
    let deadline = MonotonicClock.now() + patienceNanoseconds
    while !roots.isEmpty, MonotonicClock.now() < deadline {
      for root in roots {
        if !root.isZombie { found.insert(root.pid) }
        kill(root.pid, SIGKILL)
        waitpid(root.pid, nil, WNOHANG)
      }
      // No pause: a process that forks and ends, over and over, must be met between the two.
      sched_yield()
      roots = run.remains()
    }
    return found.count
  }

  /// Kills every process below the given one, not itself, until none is left; gives up after 10 s.
  public static func killDescendants(of ancestor: Int32) {
    let deadline = MonotonicClock.now() + patienceNanoseconds
    while MonotonicClock.now() < deadline {
      let running = descendants(of: [ancestor]).filter { $0.pid != ancestor && !$0.isZombie }
      if running.isEmpty { return }
      for process in running { kill(process.pid, SIGKILL) }
      usleep(500)
    }
  }

  /// Kills every process whose initial environment contains the text, and returns how many.
  ///
  /// It waits until they are gone, at most 10 s; the caller and its spawner are spared. A run finds what a killed perfkit left behind this way: its children carry the scratch folder.
  @discardableResult public static func killAll(withEnvironmentContaining text: String) -> Int {
    guard !text.isEmpty else { return 0 }
    let spared: Set<pid_t> = [getpid(), perf_spawner_pid()]
    let needle = Array(text.utf8)
    var found: Set<pid_t> = []
    let deadline = MonotonicClock.now() + patienceNanoseconds
    while MonotonicClock.now() < deadline {
      let matching = ProcessTable.pids(in: "/proc").filter { pid in
        guard !spared.contains(pid) else { return false }
        return ProcessTable.read("/proc/\(pid)/environ", upTo: 8 << 20)?.firstRange(of: needle)
          != nil
      }
      if matching.isEmpty { break }
      for pid in matching where kill(pid, SIGKILL) == 0 { found.insert(pid) }
      usleep(500)
    }
    return found.count
  }

  /// Waits until no program runs that has the text in its command line, at most 2 s.
  public static func waitForEnd(ofAnyWithArgument text: String) {
    let needle = Array(text.utf8)
    let deadline = MonotonicClock.now() + 2_000_000_000
    while MonotonicClock.now() < deadline {
      let own = getpid()
      let runs = ProcessTable.pids(in: "/proc").contains { pid in
        pid != own
          && ProcessTable.read("/proc/\(pid)/cmdline", upTo: 1 << 16)?.firstRange(of: needle) != nil
      }
      if !runs { return }
      usleep(500)
    }
  }

  private static let patienceNanoseconds: UInt64 = 10_000_000_000

  /// The given processes and all below them.
  private static func descendants(of roots: [pid_t]) -> [ProcessEntry] {
    let table = ProcessTable.all()
    let children = Dictionary(grouping: table, by: \.parent)
    var tree = table.filter { roots.contains($0.pid) }
    var next = 0
    while next < tree.count {
      tree += children[tree[next].pid] ?? []
      next += 1
    }
    return tree
  }
}
