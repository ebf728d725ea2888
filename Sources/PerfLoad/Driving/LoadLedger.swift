/// The books of an open-loop load: which operations are due, sent, answered.
///
/// All times are nanoseconds from the beginning of the load and are told by the caller, so that a
/// simulated clock serves as well as a real one.
public struct LoadLedger: Sendable {
  /// What an answer turned out to be.
  public enum Answer: Sendable, Hashable {
    /// The first answer of an operation that was sent.
    case expected
    /// Another answer of an operation that was answered before.
    case duplicate
    /// The answer of an operation that was not sent.
    case orphan
  }

  private static let notSent = UInt64.max
  private static let answered = UInt64.max - 1

  /// The schedule.
  public let schedule: ArrivalSchedule
  private let window: UInt64
  private var sent: [UInt64]
  private var outcome = LoadOutcome()
  private var lastAnswer: UInt64 = 0
  /// The number of the next operation to send.
  public private(set) var next = 0
  /// How many operations are sent and not answered.
  public private(set) var open = 0

  /// Opens the books of a schedule, with a series of windows of so many nanoseconds.
  public init(_ schedule: ArrivalSchedule, window: UInt64) {
    self.schedule = schedule
    self.window = max(1, window)
    sent = [UInt64](repeating: Self.notSent, count: schedule.times.count)
  }

  /// When the next operation is to start; nil if all are sent.
  public var nextStart: UInt64? { next < sent.count ? schedule.times[next] : nil }

  /// Whether every operation was answered.
  public var isComplete: Bool { next == sent.count && open == 0 }

  /// Notes that the next operation is sent, and returns its number.
  @discardableResult public mutating func send(at now: UInt64) -> Int {
    let number = next
    sent[number] = now
    outcome.delay.record(now - min(now, schedule.times[number]))
    next += 1
    open += 1
    return number
  }

  /// Notes an answer.
  @discardableResult
  public mutating func answer(_ number: UInt64, failed: Bool = false, at now: UInt64) -> Answer {
    guard number < UInt64(next) else {
      outcome.orphans += 1
      return .orphan
    }
    let place = Int(number)
    let start = sent[place]
    guard start != Self.answered else {
      outcome.duplicates += 1
      return .duplicate
    }
    sent[place] = Self.answered
    open -= 1
    lastAnswer = max(lastAnswer, now)
    let index = Int(now / window)
    while outcome.windows.count <= index { outcome.windows.append(LoadWindow()) }
    guard !failed else {
      outcome.failed += 1
      outcome.windows[index].failed += 1
      return .expected
    }
    let response = now - min(now, schedule.times[place])
    outcome.response.record(response)
    outcome.service.record(now - min(now, start))
    outcome.windows[index].done += 1
    outcome.windows[index].longest = max(outcome.windows[index].longest, response)
    return .expected
  }

  /// Notes something that was received and is no answer.
  public mutating func receiveNonsense() { outcome.unreadable += 1 }

  /// Closes the books.
  /// - Parameters:
  ///   - end: when the load was over; nil: with the schedule or the last answer.
  ///   - endingEarly: whether the engine was gone before its time.
  ///   - listsGaps: whether the numbers of operations without answer are wanted.
  public consuming func finish(
    at end: UInt64? = nil, endingEarly: Bool = false, listsGaps: Bool = false
  ) -> LoadOutcome {
    if listsGaps {
      outcome.gaps = (0..<next).filter { sent[$0] != Self.answered }.map { UInt64($0) }
    }
    outcome.endedEarly = endingEarly
    outcome.offered = sent.count
    outcome.unsent = sent.count - next
    outcome.lost = sent.count - Int(outcome.response.count) - outcome.failed
    outcome.elapsed = max(schedule.length, lastAnswer)
    for (place, sending) in sent.enumerated() where sending != Self.answered {
      let end = end ?? outcome.elapsed
      outcome.openResponse.record(end - min(end, schedule.times[place]))
      if sending != Self.notSent { outcome.openService.record(end - min(end, sending)) }
    }
    outcome.window = window
    let count = Int((outcome.elapsed + window - 1) / window)
    while outcome.windows.count < count { outcome.windows.append(LoadWindow()) }
    for time in schedule.times { outcome.windows[Int(time / window)].offered += 1 }
    var backlog = 0
    for index in outcome.windows.indices {
      let counts = outcome.windows[index]
      backlog += counts.offered - counts.done - counts.failed
      outcome.windows[index].backlog = max(0, backlog)
    }
    return outcome
  }
}
