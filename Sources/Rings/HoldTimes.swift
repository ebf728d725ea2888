internal import Glibc

/// How long a lock was held each time, kept apart by thread.
public final class HoldTimes: @unchecked Sendable {
  /// The party that takes from a queue; producers count from 0.
  public static let consumer = -1

  private let times: [UnsafeMutableBufferPointer<UInt64>]
  private let counts: UnsafeMutableBufferPointer<Int>

  /// Makes room for so many times of each producer and of the consumer; later ones are not kept.
  public init(producers: Int, each: Int) {
    times = (0...producers).map { _ in .allocate(capacity: each) }
    counts = .allocate(capacity: (producers + 1) * Self.spacing)
    counts.initialize(repeating: 0)
  }

  deinit {
    for buffer in times { buffer.deallocate() }
    counts.deallocate()
  }

  /// Keeps a time in nanoseconds; only the party's own thread may call it.
  public func record(_ nanoseconds: UInt64, of party: Int) {
    let count = counts[(party + 1) * Self.spacing]
    guard count < times[party + 1].count else { return }
    times[party + 1][count] = nanoseconds
    counts[(party + 1) * Self.spacing] = count + 1
  }

  /// All times kept, once the threads have ended.
  public var all: [UInt64] {
    times.indices.flatMap { times[$0].prefix(counts[$0 * Self.spacing]) }
  }

  /// Counters of two threads lie in different cache lines.
  private static let spacing = 16
}

/// The monotonic clock in nanoseconds.
public func nanoseconds() -> UInt64 {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
}
