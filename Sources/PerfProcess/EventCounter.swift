internal import CPerfSystem

/// An open counter of one event in all programs that the spawner starts.
///
/// It belongs to the spawner, which never runs an exec itself: every child inherits it and counts
/// from its exec on, so nothing of perfkit is in a count, and a run costs two reads.
struct EventCounter: ~Copyable {
  let event: CountedEvent
  let spawner: Int32
  private let counter: perf_counter

  /// Nil if the event cannot be counted.
  init?(_ event: CountedEvent, spawner: Int32) {
    var counter = perf_counter()
    guard perf_counter_open(event.type, event.number, spawner, &counter) == 0 else { return nil }
    self.event = event
    self.spawner = spawner
    self.counter = counter
  }

  deinit { withUnsafePointer(to: counter) { perf_counter_close($0) } }

  /// What was counted so far; nil if the kernel does not say.
  func read() -> CounterReading? {
    var reading = perf_counter_reading()
    let failure = withUnsafePointer(to: counter) { perf_counter_read($0, &reading) }
    guard failure == 0 else { return nil }
    return CounterReading(
      count: reading.count, enabled: reading.enabled, running: reading.running)
  }
}

/// What a counter said at one moment.
struct CounterReading: Sendable, Hashable {
  var count: UInt64
  /// Nanoseconds in which programs ran that were to be counted.
  var enabled: UInt64
  /// Nanoseconds in which they were counted.
  var running: UInt64

  /// What happened since an earlier reading; nil if it was counted in part only, or not at all.
  ///
  /// Counters that are shared with other users are counted now and then and scaled up: an estimate,
  /// and so no count. Every program executes instructions: zero is no count either.
  func count(since earlier: CounterReading) -> Int? {
    let (wanted, isBackwards) = enabled.subtractingReportingOverflow(earlier.enabled)
    guard !isBackwards, wanted > 0, running >= earlier.running,
      running - earlier.running >= wanted, count > earlier.count
    else { return nil }
    return Int(exactly: count - earlier.count)
  }
}
