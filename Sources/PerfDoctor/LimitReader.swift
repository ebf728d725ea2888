internal import Glibc
public import PerfModel

/// Reads memory, limits and free space.
public struct LimitReader: Sendable {
  private let files: SystemFiles

  /// Makes a reader.
  public init(_ files: SystemFiles = .kernel) { self.files = files }

  /// Memory and swap as `/proc/meminfo` has them.
  public func memory() -> MachineFacts.Memory {
    var memory = MachineFacts.Memory()
    memory.total = kilobytes("MemTotal")
    memory.available = kilobytes("MemAvailable")
    memory.swapTotal = kilobytes("SwapTotal")
    if let total = memory.swapTotal, let free = kilobytes("SwapFree"), free <= total {
      memory.swapUsed = total - free
    }
    // `always [madvise] never`: the one in brackets holds.
    let modes = files.word("/sys/kernel/mm/transparent_hugepage/enabled") ?? ""
    memory.hugePages = modes.split(separator: " ").first { $0.hasPrefix("[") && $0.hasSuffix("]") }
      .map { String($0.dropFirst().dropLast()) }
    return memory
  }

  /// The limits of `/proc/self/limits`.
  public func limits() -> MachineFacts.Limits {
    var limits = MachineFacts.Limits()
    limits.openFiles = bound("Max open files")
    limits.processes = bound("Max processes")
    return limits
  }

  /// The space of the file systems of some folders, or of the first folder above each that exists;
  /// those of which the kernel tells nothing are left out.
  public func storage(_ folders: [(name: String, path: String)]) -> [MachineFacts.Storage] {
    folders.compactMap { name, path in
      var path = path
      var status = statvfs()
      while statvfs(path, &status) != 0 {
        guard errno == ENOENT, let slash = path.lastIndex(of: "/"), path != "/" else { return nil }
        path = slash == path.startIndex ? "/" : String(path[..<slash])
      }
      let unit = UInt64(status.f_frsize)
      return MachineFacts.Storage(
        name: name, free: UInt64(status.f_bavail) &* unit, total: UInt64(status.f_blocks) &* unit)
    }
  }

  private func kilobytes(_ name: String) -> UInt64? {
    let text = files.field(name, of: "/proc/meminfo") ?? ""
    let (bytes, isTooLarge) =
      UInt64(text.prefix { $0.isNumber })?.multipliedReportingOverflow(by: 1024) ?? (0, true)
    return isTooLarge ? nil : bytes
  }

  private func bound(_ name: String) -> MachineFacts.Limits.Bound? {
    guard let line = files.lines("/proc/self/limits").first(where: { $0.hasPrefix(name + " ") })
    else { return nil }
    let words = line.dropFirst(name.count).split(separator: " ")
    guard words.count >= 2 else { return nil }
    let values = words.prefix(2).map { $0 == "unlimited" ? UInt64.max : UInt64($0) }
    guard let soft = values[0], let hard = values[1] else { return nil }
    return MachineFacts.Limits.Bound(
      soft: soft == .max ? nil : soft, hard: hard == .max ? nil : hard)
  }
}
