internal import CPerfSystem
internal import Glibc

/// Tells the processes of one run from the caller's other children: those it had before the run,
/// its spawner, and what it started itself meanwhile, which shares its process group.
struct RunScope {
  private let before: [pid_t]
  private let ownGroup = getpgrp()
  /// The measured child, reaped by the run itself.
  var child: pid_t = 0

  init() { before = ProcessTable.ownChildren() }

  /// The caller's children that belong to the run and are not the measured child.
  func remains() -> [ProcessEntry] {
    ProcessTable.ownChildren().compactMap { pid in
      guard pid != child, pid != perf_spawner_pid(), !before.contains(pid),
        let entry = ProcessEntry(pid: pid), entry.group != ownGroup
      else { return nil }
      return entry
    }
  }
}
