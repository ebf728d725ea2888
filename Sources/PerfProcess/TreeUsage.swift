internal import CPerfSystem
internal import Glibc

/// What a process and all below it use at one moment, as `/proc` tells.
public struct TreeUsage: Sendable, Equatable {
  /// Processes.
  public var processes = 0
  /// Threads.
  public var threads = 0
  /// Open descriptors.
  public var descriptors = 0
  /// Resident memory in bytes; what processes share counts in each.
  public var memory = 0
  /// Seconds of CPU time outside the kernel, of the processes and of children they waited for.
  public var userTime = 0.0
  /// Seconds of CPU time in the kernel.
  public var systemTime = 0.0
  /// Page faults served without I/O.
  public var minorFaults = 0
  /// Page faults that waited for I/O.
  public var majorFaults = 0
  /// How often they gave the CPU away.
  public var voluntarySwitches = 0
  /// How often the CPU was taken from them.
  public var involuntarySwitches = 0
  /// Bytes fetched from storage.
  public var readBytes = 0
  /// Bytes sent towards storage.
  public var writtenBytes = 0
  /// When it was read, in nanoseconds of CLOCK_MONOTONIC.
  public var moment: UInt64 = 0
  /// How long reading it took, in nanoseconds.
  public var cost: UInt64 = 0

  /// Reads what a process and its descendants use; processes that end meanwhile are left out.
  public init(of root: Int32) {
    moment = MonotonicClock.now()
    var pending = [root]
    var seen: Set<Int32> = []
    while let pid = pending.popLast() {
      guard seen.insert(pid).inserted, add(pid) else { continue }
      for thread in ProcessTable.pids(in: "/proc/\(pid)/task") {
        let folder = "/proc/\(pid)/task/\(thread)"
        let status = Self.members(folder + "/status")
        voluntarySwitches += status["voluntary_ctxt_switches"] ?? 0
        involuntarySwitches += status["nonvoluntary_ctxt_switches"] ?? 0
        pending += ProcessTable.children(ofThread: folder)
      }
    }
    cost = MonotonicClock.now() - moment
  }

  private mutating func add(_ pid: Int32) -> Bool {
    guard let stat = ProcessTable.read("/proc/\(pid)/stat", upTo: 1024),
      let name = stat.lastIndex(of: UInt8(ascii: ")"))
    else { return false }
    // After the name: state is the third field of proc_pid_stat(5).
    let fields = stat[(name + 1)...].split(separator: 32).map { Self.number($0) }
    guard fields.count > 21 else { return false }
    processes += 1
    minorFaults += fields[7] + fields[8]
    majorFaults += fields[9] + fields[10]
    let ticks = Double(sysconf(Int32(_SC_CLK_TCK)))
    userTime += Double(fields[11] + fields[13]) / ticks
    systemTime += Double(fields[12] + fields[14]) / ticks
    threads += fields[17]
    memory += fields[21] * Int(getpagesize())
    descriptors += ProcessTable.pids(in: "/proc/\(pid)/fd").count
    let storage = Self.members("/proc/\(pid)/io")
    readBytes += storage["read_bytes"] ?? 0
    writtenBytes += storage["write_bytes"] ?? 0
    return true
  }

  private static func number(_ field: ArraySlice<UInt8>) -> Int {
    Int(String(decoding: field, as: UTF8.self)) ?? 0
  }

  /// The whole numbers of a file of `name: value` lines.
  private static func members(_ path: String) -> [String: Int] {
    var values: [String: Int] = [:]
    for line in (ProcessTable.read(path, upTo: 8192) ?? []).split(separator: 10) {
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { continue }
      let value = line[(colon + 1)...].drop { $0 == 32 || $0 == 9 }.prefix { $0 >= 48 && $0 <= 57 }
      guard !value.isEmpty else { continue }
      values[String(decoding: line[..<colon], as: UTF8.self)] = number(value)
    }
    return values
  }
}
