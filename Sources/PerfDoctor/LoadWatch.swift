internal import Glibc
public import PerfModel

/// Watches what others do on the machine between two moments.
public struct LoadWatch: Sendable {
  private let files: SystemFiles
  private let started: ContinuousClock.Instant
  private let own: Double
  private let times: ProcessorTimes?
  private let processes: ProcessTimes

  /// Begins to watch.
  public init(_ files: SystemFiles = .kernel) {
    self.files = files
    times = files.text("/proc/stat").flatMap { ProcessorTimes($0) }
    processes = ProcessTimes(files, without: [Int(getpid())])
    own = Self.ownTime
    started = .now
  }

  /// What was seen until now.
  public func end() -> MachineFacts.Load {
    let elapsed = (ContinuousClock.now - started).components
    let seconds = Double(elapsed.seconds) + Double(elapsed.attoseconds) * 1e-18
    let ticksPerSecond = Double(sysconf(Int32(_SC_CLK_TCK)))
    var load = MachineFacts.Load()
    load.averages = Self.averages(files.word("/proc/loadavg") ?? "")
    load.watched = seconds
    load.running = times?.running.map { max(0, $0 - 1) }
    if let before = times, let after = files.text("/proc/stat").flatMap({ ProcessorTimes($0) }) {
      load.steal = after.steal(since: before)
      load.reportsSteal = (after.stolen ?? 0) > 0
      load.others = after.others(
        since: before, seconds: seconds, own: Self.ownTime - own, ticksPerSecond: ticksPerSecond)
    }
    load.busiest = ProcessTimes(files, without: [Int(getpid())]).busiest(
      since: processes, seconds: seconds, ticksPerSecond: ticksPerSecond)
    return load
  }

  /// The three averages of `/proc/loadavg`; none of another text.
  static func averages(_ text: String) -> [Double] {
    let averages = text.split(separator: " ").prefix(3).compactMap { Double($0) }
    return averages.count == 3 ? averages : []
  }

  /// Seconds of processor time that this process and its children used.
  private static var ownTime: Double {
    [RUSAGE_SELF, RUSAGE_CHILDREN].reduce(0) { sum, who in
      var usage = rusage()
      getrusage(who.rawValue, &usage)
      return sum + seconds(usage.ru_utime) + seconds(usage.ru_stime)
    }
  }

  private static func seconds(_ time: timeval) -> Double {
    Double(time.tv_sec) + Double(time.tv_usec) * 1e-6
  }
}
