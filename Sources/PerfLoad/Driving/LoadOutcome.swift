/// What a load measured.
public struct LoadOutcome: Sendable, Hashable {
  /// Operations of the schedule.
  public var offered = 0
  /// Operations that were never sent, since the engine was gone or took no more.
  public var unsent = 0
  /// Operations answered with an error.
  public var failed = 0
  /// Operations without any answer, those never sent included.
  public var lost = 0
  /// Answers of operations that were not sent.
  public var orphans = 0
  /// Second answers.
  public var duplicates = 0
  /// Lines that are no answers.
  public var unreadable = 0
  /// From the intended start to the answer, of operations that did not fail: what a user waits.
  public var response = Histogram()
  /// From sending to the answer: what a closed loop would have reported.
  public var service = Histogram()
  /// How long operations without answer had waited when the load was over, from the intended start.
  public var openResponse = Histogram()
  /// The same from sending, of those that were sent.
  public var openService = Histogram()
  /// From the intended start to sending: how late the load itself was.
  public var delay = Histogram()
  /// Nanoseconds from the beginning to the end of the schedule or the last answer.
  public var elapsed: UInt64 = 0
  /// Answers that arrived and were not read fast enough, and so are not counted.
  public var overflow = 0
  /// Whether the engine was gone, or the load given up, before everything was answered.
  public var endedEarly = false
  /// The length of a window in nanoseconds.
  public var window: UInt64 = 1
  /// The series of windows.
  public var windows: [LoadWindow] = []
  /// The numbers of operations that were sent and not answered, where they were asked for.
  public var gaps: [UInt64] = []
  /// What the links between load and engine did; nil: there were none.
  public var links: LinkRecord?
  /// Times in which the engine was made unable to answer.
  public var outages: [Outage] = []
  /// How many moments passed at which nothing could be done to the engine.
  public var failedMoments = 0
  /// Whether an engine that was expected to come back did not.
  public var stayedAway = false

  /// Makes an outcome of nothing.
  public init() {}

  /// What users waited, with those who were never answered.
  public var responseTimes: OpenTimes { OpenTimes(over: response, open: openResponse) }

  /// What a closed loop would have reported, with operations that were never answered.
  public var serviceTimes: OpenTimes { OpenTimes(over: service, open: openService) }

  /// Answered operations a second.
  public var throughput: Double {
    elapsed == 0 ? 0 : Double(response.count) * 1e9 / Double(elapsed)
  }

  /// The series up to the end of a schedule, whose last window also has what came after it: as many
  /// windows in every run.
  public func windows(endingWith schedule: ArrivalSchedule) -> [LoadWindow] {
    let count = Int((schedule.length + window - 1) / window)
    guard count > 0, count < windows.count, let end = windows.last else { return windows }
    var kept = Array(windows.prefix(count))
    for late in windows[count...] {
      kept[count - 1].done += late.done
      kept[count - 1].failed += late.failed
      kept[count - 1].longest = max(kept[count - 1].longest, late.longest)
    }
    kept[count - 1].backlog = end.backlog
    return kept
  }

  /// The largest backlog at the end of a window.
  public var largestBacklog: Int { windows.map(\.backlog).max() ?? 0 }
}
