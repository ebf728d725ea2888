/// What a program used, together with those of its descendants that were waited for.
///
/// Wall time runs from just before the process is created (stamped by the spawner) until its end is
/// seen by perfkit, both on CLOCK_MONOTONIC; the other values are the kernel's (`wait4`).
public struct ResourceUsage: Sendable, Equatable {
  /// Seconds from start to end.
  public var wallTime = 0.0
  /// Seconds of CPU time outside the kernel.
  public var userTime = 0.0
  /// Seconds of CPU time in the kernel.
  public var systemTime = 0.0
  /// The largest resident set of any one of its processes, in bytes; never below the spawner's own,
  /// which is under 1 MiB.
  public var peakMemory = 0
  /// Bytes fetched from storage (what the page cache served is not counted); nil if the kernel does
  /// not say.
  public var readBytes: Int?
  /// Bytes sent towards storage, counted when pages are made dirty; nil if the kernel does not say.
  public var writtenBytes: Int?
  /// How often it gave the CPU away, mostly to wait.
  public var voluntarySwitches = 0
  /// How often the CPU was taken from it.
  public var involuntarySwitches = 0
  /// Page faults served without I/O.
  public var minorFaults = 0
  /// Page faults that waited for I/O.
  public var majorFaults = 0
  /// How often the event that the command counts happened outside the kernel, in the program and
  /// its descendants; nil if none was asked for, or it could not be counted: never zero.
  public var counted: Int?

  /// Makes a usage of nothing.
  public init() {}
}
