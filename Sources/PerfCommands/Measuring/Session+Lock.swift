internal import PerfFiles
internal import PerfModel
internal import PerfProcess
internal import PerfRun

extension Session {
  /// Runs something that measures while no other perfkit does.
  ///
  /// A perfkit inside a measured program takes no lock: its outer one holds it.
  func whileMeasuring<T>(
    takesLock: Bool, _ body: () throws(Problems) -> T
  ) throws(Problems) -> T {
    let isInside = environment["PERFKIT_PAD"] != nil || environment["PERFKIT_OUT"] != nil
    guard takesLock, !isInside else { return try body() }
    let lock: MachineLock?
    do throws(FileError) {
      lock = try MachineLock(
        waiting: {
          console.complain("waiting for another perfkit that measures on this machine (--no-lock)")
        }, isInterrupted: { Interruption.signal != nil })
    } catch {
      throw Problems([error.problem])
    }
    guard let held = consume lock else {
      throw Problems([
        Problem("run.interrupted", "interrupted while waiting", verdict: .interrupted)
      ])
    }
    let result = Result { () throws(Problems) in try body() }
    held.release()
    return try result.get()
  }
}
