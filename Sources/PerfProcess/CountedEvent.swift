internal import CPerfSystem
internal import Glibc

/// What the kernel can count while a program and its descendants run, outside the kernel.
public struct CountedEvent: Sendable, Hashable {
  let type: UInt32
  let number: UInt64

  /// Instructions; they need a processor with counters that the system lets perfkit use.
  public static let instructions = CountedEvent(
    type: UInt32(PERF_COUNTER_HARDWARE), number: UInt64(PERF_COUNTER_INSTRUCTIONS))

  /// Page faults, which every kernel can count.
  package static let pageFaults = CountedEvent(
    type: UInt32(PERF_COUNTER_SOFTWARE), number: UInt64(PERF_COUNTER_PAGE_FAULTS))

  /// Why the event cannot be counted here, or nil if it can.
  public func refusal() -> CounterRefusal? {
    var counter = perf_counter()
    let failure = perf_counter_open(type, number, getpid(), &counter)
    guard failure == 0 else { return CounterRefusal(errno: failure) }
    perf_counter_close(&counter)
    return nil
  }
}

/// Why the kernel does not count an event.
public enum CounterRefusal: Error, Sendable, Hashable {
  /// There are no counters: a virtual machine without them, or a processor that has none.
  case notThere
  /// The system does not let perfkit count: `kernel.perf_event_paranoid`, or a container's filter.
  case notPermitted
  /// The kernel was built without counters.
  case notBuilt
  /// Anything else, by its errno.
  case other(errno: Int32)

  init(errno number: Int32) {
    switch number {
    case ENOENT, ENODEV, EOPNOTSUPP: self = .notThere
    case EACCES, EPERM: self = .notPermitted
    case ENOSYS: self = .notBuilt
    default: self = .other(errno: number)
    }
  }
}

extension CounterRefusal: CustomStringConvertible {
  /// One sentence without a full stop.
  public var description: String {
    switch self {
    case .notThere: "this processor, or virtual machine, has no performance counters"
    case .notPermitted: "the system does not permit performance counters"
    case .notBuilt: "the kernel has no performance counters"
    case .other(let number): "performance counters: \(String(cString: strerror(number)))"
    }
  }

  /// What can be done about it.
  public var hint: String? {
    guard case .notPermitted = self else { return nil }
    return "as root: sysctl kernel.perf_event_paranoid=2; in a container, permit perf_event_open"
  }
}
