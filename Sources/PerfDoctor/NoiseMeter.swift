public import PerfModel
internal import Synchronization

/// Measures how much the time of equal work varies within one process.
public enum NoiseMeter {
  private static let target: UInt64 = 1_000_000
  private static let repetitions = 300

  /// Does about a millisecond of work again and again, 300 times or for as long as it may; nil if it
  /// is interrupted.
  public static func measure(
    seconds: Double, isInterrupted: () -> Bool
  ) -> MachineFacts.Noise? {
    var steps = 1 << 12
    while steps < 1 << 28, time(ofSteps: steps) < target / 2 { steps *= 2 }
    let fastest = (0..<5).map { _ in time(ofSteps: steps) }.min() ?? 1
    steps = max(1, Int(Double(steps) * Double(target) / Double(max(1, fastest))))
    var times: [Double] = []
    let end = ClockMeter.now() + UInt64(seconds * 1e9)
    while times.count < repetitions, times.count < 3 || ClockMeter.now() < end {
      guard !isInterrupted() else { return nil }
      times.append(Double(time(ofSteps: steps)) * 1e-9)
    }
    return summary(times)
  }

  /// What times of equal work say, in seconds.
  static func summary(_ times: [Double]) -> MachineFacts.Noise {
    var noise = MachineFacts.Noise()
    noise.repetitions = times.count
    guard let longest = times.max(), times.count > 1 else { return noise }
    let sorted = times.sorted()
    noise.work = (sorted[(times.count - 1) / 2] + sorted[times.count / 2]) / 2
    let mean = times.reduce(0, +) / Double(times.count)
    let squares = times.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    noise.variation = mean > 0 ? (squares / Double(times.count - 1)).squareRoot() / mean : 0
    noise.worstDelay = longest - noise.work
    return noise
  }

  private static func time(ofSteps steps: Int) -> UInt64 {
    let start = ClockMeter.now()
    result.store(work(steps, from: start), ordering: .sequentiallyConsistent)
    return ClockMeter.now() - start
  }

  /// Ties the work to the place between the two readings of the clock.
  ///
  /// It begins with the first one, and what it stores is there before the second. A compiler moves
  /// work that nobody sees.
  private static let result = Atomic<UInt64>(0)

  /// A xorshift generator.
  @inline(never)
  private static func work(_ steps: Int, from start: UInt64) -> UInt64 {
    var state = start | 1
    for _ in 0..<steps {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
    }
    return state
  }
}
