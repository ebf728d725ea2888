internal import Glibc

/// The memory of this process.
public struct MemoryUse: Hashable, Sendable {
  /// Bytes that are resident.
  public var resident: Int
  /// Page faults that needed no reading.
  public var faults: Int

  /// What the kernel says now; nothing resident if it does not say.
  public static func now() -> MemoryUse {
    var usage = rusage()
    getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
    return MemoryUse(
      resident: residentPages() * sysconf(Int32(_SC_PAGESIZE)), faults: usage.ru_minflt)
  }

  /// What was added since an earlier moment.
  public static func - (later: MemoryUse, earlier: MemoryUse) -> MemoryUse {
    MemoryUse(
      resident: later.resident - earlier.resident, faults: later.faults - earlier.faults)
  }

  /// The second number of /proc/self/statm, read without touching the heap.
  private static func residentPages() -> Int {
    let file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return 0 }
    defer { close(file) }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 128) { buffer in
      let count = read(file, buffer.baseAddress, buffer.count)
      var field = 0
      var pages = 0
      for byte in buffer.prefix(max(count, 0)) {
        if byte == UInt8(ascii: " ") {
          field += 1
        } else if field == 1 {
          pages = pages * 10 + Int(byte) - Int(UInt8(ascii: "0"))
        }
      }
      return pages
    }
  }
}
