internal import CPerfSystem
internal import Glibc
internal import Synchronization

extension Launcher {
  /// Runs a body in which a library starts programs by itself, and waits until those called by one
  /// of `names` have ended, two seconds at most.
  ///
  /// A library such as GPGME has its answer before its program has ended, and leaves the program to
  /// whoever adopts it. No command may be run in the body.
  public static func outlasting<Value, Failure: Error>(
    _ names: [String], _ body: () throws(Failure) -> Value
  ) throws(Failure) -> Value {
    try oneAtATime.withLock { _ throws(Failure) -> Value in
      let before = Set(ProcessTable.ownChildren())
      let adopts = perf_adopt_orphans(1) == 0
      defer {
        if adopts {
          wait(for: names, apartFrom: before)
          perf_adopt_orphans(0)
        }
      }
      return try body()
    }
  }

  private static func wait(for names: [String], apartFrom before: Set<pid_t>) {
    let names = names.map { Array($0.utf8) }
    let deadline = MonotonicClock.now() + 2_000_000_000
    while MonotonicClock.now() < deadline {
      let running = ProcessTable.ownChildren().contains { pid in
        guard !before.contains(pid),
          let words = ProcessTable.read("/proc/\(pid)/cmdline", upTo: 4096)?.split(separator: 0)
        else { return false }
        // A script comes second, after its shell.
        return words.prefix(2).contains { word in
          let name = word.split(separator: UInt8(ascii: "/")).last ?? []
          return names.contains { $0.elementsEqual(name) }
        }
      }
      if !running { return }
      usleep(500)
    }
  }
}
