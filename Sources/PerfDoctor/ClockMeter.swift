internal import Glibc
public import PerfModel

/// Measures the clock that perfkit measures with, and what stops a loop that only reads it.
public struct ClockMeter: Sendable {
  private let files: SystemFiles
  private static let folder = "/sys/devices/system/clocksource/clocksource0"

  /// Makes a meter.
  public init(_ files: SystemFiles = .kernel) { self.files = files }

  /// What the kernel says of the clock, and what a reading costs.
  public func clock() -> MachineFacts.Clock {
    var clock = MachineFacts.Clock()
    clock.source = files.word(Self.folder + "/current_clocksource")
    clock.available =
      (files.word(Self.folder + "/available_clocksource") ?? "").split(separator: " ")
      .map(String.init)
    var resolution = timespec()
    clock_getres(CLOCK_MONOTONIC, &resolution)
    clock.resolution = Double(resolution.tv_sec) * 1e9 + Double(resolution.tv_nsec)
    clock.cost = (0..<20).map { _ in Self.cost(readings: 2000) }.min() ?? 0
    return clock
  }

  /// Reads the clock again and again for some seconds.
  public static func gaps(seconds: Double) -> GapHistogram {
    var gaps = GapHistogram()
    let end = now() + UInt64(seconds * 1e9)
    var last = now()
    while last < end {
      let next = now()
      gaps.add(next - min(last, next))
      last = next
    }
    return gaps
  }

  /// Nanoseconds a reading.
  private static func cost(readings: Int) -> Double {
    let start = now()
    for _ in 1..<readings { _ = now() }
    return Double(now() - start) / Double(readings)
  }

  /// Nanoseconds of CLOCK_MONOTONIC.
  static func now() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec)
  }
}

/// Times between readings of a clock, right after each other.
public struct GapHistogram: Sendable, Hashable {
  /// Longer ones are stops: an interrupt of the timer takes less.
  static let stall: UInt64 = 50_000
  private static let fine = 4096

  private var counts = [Int](repeating: 0, count: fine + 1)
  private(set) var total: UInt64 = 0
  private(set) var longest: UInt64 = 0
  private(set) var stalls = 0
  private(set) var stalled: UInt64 = 0

  /// Makes an empty one.
  public init() {}

  /// Adds a time in nanoseconds.
  mutating func add(_ gap: UInt64) {
    counts[Int(min(gap, UInt64(Self.fine)))] += 1
    total += gap
    longest = max(longest, gap)
    if gap >= Self.stall {
      stalls += 1
      stalled += gap
    }
  }

  /// Median, 99 % and maximum in nanoseconds; what is beyond 4096 ns counts as the maximum.
  public var spread: MachineFacts.Spread {
    var spread = MachineFacts.Spread()
    spread.p50 = quantile(0.5)
    spread.p99 = quantile(0.99)
    spread.max = Double(longest)
    return spread
  }

  /// Tells a machine's noise of its stops.
  public func describe(_ noise: inout MachineFacts.Noise) {
    noise.stalls = stalls
    noise.lost = total > 0 ? Double(stalled) / Double(total) : 0
    noise.longestStall = stalls > 0 ? Double(longest) * 1e-9 : 0
  }

  /// The smallest time that at least a share of all do not exceed.
  private func quantile(_ share: Double) -> Double {
    let wanted = Int((Double(counts.reduce(0, +)) * share).rounded(.up))
    var seen = 0
    for (gap, count) in counts.enumerated() {
      seen += count
      if seen >= max(wanted, 1) { return gap < Self.fine ? Double(gap) : Double(longest) }
    }
    return 0
  }
}
