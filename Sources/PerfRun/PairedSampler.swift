public import PerfModel
internal import PerfProcess

/// Measures two commands in pairs of fresh processes run back to back; a seeded coin decides which
/// of the two comes first.
public struct PairedSampler: Sendable {
  /// Which command of a pair.
  public enum Side: String, Sendable, Hashable { case base, head }

  /// Why sampling ended before its time.
  public struct Failure: Sendable, Hashable {
    /// The command that failed.
    public var side: Side
    /// How its run ended.
    public var outcome: CaseRecord.Outcome
    /// The sentence for a person.
    public var reason: String
  }

  /// For every pair, whether the head ran first.
  public private(set) var headFirst: [Bool] = []
  /// The first failing run, if any.
  public private(set) var failure: Failure?

  private let base: MeasuredCommand
  private let head: MeasuredCommand
  private let executor: CommandExecutor
  private let expectedExits: [Int32]?
  private var order: SeededOrder
  private var collectors = (
    base: SampleCollector(hasTables: false), head: SampleCollector(hasTables: false)
  )

  /// Makes a sampler; `settings.seed` fixes the order of the pairs and the padding.
  public init(
    base: MeasuredCommand, head: MeasuredCommand, settings: CommandRounds.Settings,
    environment: [String], folder: String
  ) {
    self.base = base
    self.head = head
    executor = CommandExecutor(settings: settings, environment: environment, folder: folder)
    expectedExits = settings.expectedExits
    order = SeededOrder(seed: settings.seed)
  }

  /// How many pairs are complete.
  public var pairs: Int { headFirst.count }

  /// The metrics of one side, one value a pair, in time order.
  public func samples(of side: Side) -> [CaseRecord.Samples] {
    side == .base ? collectors.base.all : collectors.head.all
  }

  /// Runs both commands without keeping anything.
  public mutating func warmUp(_ rounds: Int) throws(RunError) {
    for _ in 0..<rounds where failure == nil {
      for side in [Side.base, .head] { _ = try run(side) { _ in } }
    }
  }

  /// Samples pairs until there are `count`, `mayGoOn` says no, or a run fails.
  public mutating func sample(
    upTo count: Int, mayGoOn: () -> Bool, tick: (Duration) -> Void
  ) throws(RunError) {
    while pairs < count, failure == nil, mayGoOn() {
      let isHeadFirst = order.below(2) == 1
      let sides: [Side] = isHeadFirst ? [.head, .base] : [.base, .head]
      var usage: [Side: ResourceUsage] = [:]
      for side in sides where failure == nil { usage[side] = try run(side, tick: tick) }
      guard let ofBase = usage[.base], let ofHead = usage[.head], failure == nil else { return }
      collectors.base.add(ofBase)
      collectors.head.add(ofHead)
      headFirst.append(isHeadFirst)
    }
  }

  private mutating func run(
    _ side: Side, tick: (Duration) -> Void
  ) throws(RunError) -> ResourceUsage? {
    let command = side == .base ? base : head
    for (role, words) in [("prepare", command.prepare), ("", command.words)] {
      guard let words else { continue }
      let finished = try executor.run(
        words, name: command.name, padding: order.below(4096), tick: tick)
      note(finished, side, role, expected: role.isEmpty ? expectedExits : [0])
      guard failure == nil else { return nil }
      guard role.isEmpty else { continue }
      if let words = command.conclude {
        let after = try executor.run(
          words, name: command.name, padding: order.below(4096), tick: tick)
        note(after, side, "conclude", expected: [0])
      }
      return finished.usage
    }
    return nil
  }

  private mutating func note(
    _ finished: Finished, _ side: Side, _ role: String, expected: [Int32]?
  ) {
    var attempt = Attempt()
    let accepted: [Int32] =
      if case .exited(let status) = finished.termination, expected == nil {
        [status]
      } else {
        expected ?? []
      }
    attempt.end(
      finished.termination, expected: accepted, timeout: .seconds(finished.usage.wallTime),
      tail: nil)
    guard attempt.outcome != .passed else { return }
    failure = Failure(
      side: side, outcome: attempt.outcome,
      reason: (role.isEmpty ? "" : "`\(role)` ") + attempt.reason)
  }
}
