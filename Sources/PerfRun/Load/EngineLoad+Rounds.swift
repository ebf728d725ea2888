internal import PerfProcess

extension EngineLoad {
  /// The processes that an engine was, one after the other where it was killed and started again.
  struct Rounds {
    private let timeout: Duration?
    private let start = ContinuousClock.now
    private var usage: ResourceUsage?
    private var startedNanoseconds: UInt64?
    private(set) var elapsed = Duration.zero
    private(set) var printed: [UInt8] = []
    private(set) var count = 0

    init(timeout: Duration?) { self.timeout = timeout }

    /// What is left of the time that all may take.
    var rest: Duration? { timeout.map { max(.milliseconds(1), $0 - elapsed) } }

    /// Adds a process that has ended, and what those before it used to it.
    mutating func add(_ finished: inout Finished) {
      if let usage { finished.usage.add(usage) }
      usage = finished.usage
      let first = startedNanoseconds ?? finished.startedNanoseconds
      startedNanoseconds = first
      finished.startedNanoseconds = first
      printed += finished.standardOutput.bytes + finished.standardError.bytes
      elapsed = ContinuousClock.now - start
      count += 1
    }
  }
}
