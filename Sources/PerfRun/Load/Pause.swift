internal import Glibc
internal import PerfProcess

/// Waiting for a moment.
enum Pause {
  private static let longest: UInt64 = 50_000_000

  /// Sleeps so long; false if perfkit is interrupted meanwhile.
  static func sleep(nanoseconds: UInt64) -> Bool {
    var rest = nanoseconds
    while rest > 0 {
      if Interruption.signal != nil { return false }
      let step = min(rest, longest)
      var time = timespec(tv_sec: 0, tv_nsec: Int(step))
      nanosleep(&time, nil)
      rest -= step
    }
    return true
  }
}
