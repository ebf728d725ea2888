public import PerfModel
internal import PerfProcess

/// Finds out whether instructions can be counted.
public struct CounterReader: Sendable {
  private let files: SystemFiles
  private let refusal: CounterRefusal?

  /// Makes a reader that tries it on this machine.
  public init() { self.init(.kernel, CountedEvent.instructions.refusal()) }

  init(_ files: SystemFiles, _ refusal: CounterRefusal?) {
    self.files = files
    self.refusal = refusal
  }

  /// What came of it.
  public func read() -> MachineFacts.Counters {
    var counters = MachineFacts.Counters()
    counters.paranoid = files.word("/proc/sys/kernel/perf_event_paranoid").flatMap { Int($0) }
    counters.instructions =
      switch refusal {
      case nil: .available
      case .notPermitted: .unavailable(.forbidden)
      case .notThere: .unavailable(.absent)
      case .notBuilt: .unavailable(.unknownCall)
      case .other(let number): .unavailable(.other(number))
      }
    return counters
  }
}
