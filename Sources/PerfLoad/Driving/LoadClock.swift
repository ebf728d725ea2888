internal import CPerfLoad
internal import Glibc

/// The monotonic clock of the machine.
enum LoadClock {
  /// Nanoseconds of CLOCK_MONOTONIC.
  static func now() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }

  /// Lets the calling thread's timers fire when they are due.
  static func sharpenTimers() { perf_load_sharpen_timers() }

  /// Waits until a descriptor is ready, at most so many nanoseconds.
  static func wait(for descriptors: inout [pollfd], nanoseconds: UInt64) {
    perf_load_wait(&descriptors, descriptors.count, nanoseconds)
  }
}
