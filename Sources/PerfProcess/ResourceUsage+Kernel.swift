internal import CPerfSystem
internal import Glibc

/// What a process moved from and to storage, by `/proc/PID/io`.
struct StorageBytes {
  var read: Int
  var written: Int

  /// Asks for a child that has ended and is not reaped yet; nil if the kernel does not say.
  init?(ofZombie pid: pid_t) {
    guard let bytes = ProcessTable.read("/proc/\(pid)/io", upTo: 4096) else { return nil }
    var values: [Substring: Int] = [:]
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      let parts = line.split(separator: ": ")
      if parts.count == 2, let value = Int(parts[1]) { values[parts[0]] = value }
    }
    guard let read = values["read_bytes"], let written = values["write_bytes"] else { return nil }
    self.read = read
    self.written = written
  }
}

extension ResourceUsage {
  init(_ end: perf_child_end, wallNanoseconds: UInt64, io: StorageBytes?) {
    wallTime = Double(wallNanoseconds) / 1e9
    userTime = Double(end.user_us) / 1e6
    systemTime = Double(end.system_us) / 1e6
    peakMemory = Int(end.peak_bytes)
    readBytes = io?.read
    writtenBytes = io?.written
    voluntarySwitches = Int(end.voluntary_switches)
    involuntarySwitches = Int(end.involuntary_switches)
    minorFaults = Int(end.minor_faults)
    majorFaults = Int(end.major_faults)
  }
}
