internal import Glibc
internal import PerfFiles
internal import PerfModel
internal import PerfProcess

extension Session {
  /// Takes the lock of a release's folder, after whoever works on it.
  func lockRelease(_ tag: String, in folder: String) throws(Problems) -> FileLock {
    let path = folder + "/lock"
    var isWaiting = false
    while Interruption.signal == nil {
      do throws(FileError) {
        if let lock = try FileLock(path) { return lock }
      } catch {
        throw Problems([error.problem])
      }
      if !isWaiting { console.complain("waiting for another perfkit that works on \(tag)") }
      isWaiting = true
      usleep(50_000)
    }
    throw Problems([
      Problem("run.interrupted", "interrupted while waiting", verdict: .interrupted)
    ])
  }
}
