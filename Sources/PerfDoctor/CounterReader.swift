internal import Glibc
public import PerfModel
internal import PerfProcess

/// Finds out whether instructions can be counted.
public struct CounterReader: Sendable {
  private let files: SystemFiles
  private let probe: InstructionProbe

  /// Makes a reader that tries it on this machine.
  public init() { self.init(.kernel, InstructionProbe.run()) }

  init(_ files: SystemFiles, _ probe: InstructionProbe) {
    self.files = files
    self.probe = probe
  }

  /// What came of it.
  public func read() -> MachineFacts.Counters {
    var counters = MachineFacts.Counters()
    counters.paranoid = files.word("/proc/sys/kernel/perf_event_paranoid").flatMap { Int($0) }
    counters.instructions =
      switch probe {
      case .counted(0): .unavailable(.silent)
      case .counted: .available
      case .refused(EACCES), .refused(EPERM): .unavailable(.forbidden)
      case .refused(ENOENT), .refused(EOPNOTSUPP), .refused(ENODEV): .unavailable(.absent)
      case .refused(ENOSYS): .unavailable(.unknownCall)
      case .refused(let number): .unavailable(.other(number))
      }
    return counters
  }
}
