internal import CPerfSystem
internal import Glibc

extension ResourceUsage {
  /// Whether the kernel accounts for storage; without, its counts are zero.
  private static let countsStorage = access("/proc/self/io", F_OK) == 0
  /// The kernel's unit of the counts.
  private static let blockSize = 512

  init(_ end: perf_child_end, wallNanoseconds: UInt64) {
    wallTime = Double(wallNanoseconds) / 1e9
    userTime = Double(end.user_us) / 1e6
    systemTime = Double(end.system_us) / 1e6
    peakMemory = Int(end.peak_bytes)
    if Self.countsStorage {
      readBytes = Int(end.read_blocks) * Self.blockSize
      writtenBytes = Int(end.written_blocks) * Self.blockSize
    }
    voluntarySwitches = Int(end.voluntary_switches)
    involuntarySwitches = Int(end.involuntary_switches)
    minorFaults = Int(end.minor_faults)
    majorFaults = Int(end.major_faults)
  }
}
