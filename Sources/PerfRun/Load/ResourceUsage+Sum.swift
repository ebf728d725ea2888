internal import PerfProcess

extension ResourceUsage {
  /// Adds another process of the same load.
  mutating func add(_ other: ResourceUsage) {
    wallTime += other.wallTime
    userTime += other.userTime
    systemTime += other.systemTime
    peakMemory = max(peakMemory, other.peakMemory)
    if let bytes = other.readBytes { readBytes = (readBytes ?? 0) + bytes }
    if let bytes = other.writtenBytes { writtenBytes = (writtenBytes ?? 0) + bytes }
    voluntarySwitches += other.voluntarySwitches
    involuntarySwitches += other.involuntarySwitches
    minorFaults += other.minorFaults
    majorFaults += other.majorFaults
  }
}
