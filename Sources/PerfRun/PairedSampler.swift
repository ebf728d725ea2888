public import PerfModel
internal import PerfProcess

/// Measures two commands in pairs of fresh processes run back to back; a seeded coin decides which
/// of the two comes first.
public struct PairedSampler: Sendable {
  /// Which command of a pair.
  public typealias Side = PairSide

  private let program: Program
  private var series: PairSeries

  /// Makes a sampler; `settings.seed` fixes the order of the pairs and the padding.
  public init(
    base: MeasuredCommand, head: MeasuredCommand, settings: CommandRounds.Settings,
    environment: [String], folder: String
  ) {
    program = Program(
      base: base, head: head,
      executor: CommandExecutor(settings: settings, environment: environment, folder: folder),
      expectedExits: settings.expectedExits)
    series = PairSeries(seed: settings.seed, hasTables: false)
  }

  /// How many pairs are complete.
  public var pairs: Int { series.pairs }

  /// For every pair, whether the head ran first.
  public var headFirst: [Bool] { series.headFirst }

  /// The first failing run, if any.
  public var failure: PairedRecord.Failure? { series.failures.first }

  /// All that was measured so far.
  public var taking: PairedTaking { series.taking }

  /// The metrics of one side, one value a pair, in time order.
  public func samples(of side: Side) -> [CaseRecord.Samples] { series.samples(of: side) }

  /// Runs both commands without keeping anything.
  public mutating func warmUp(_ rounds: Int) throws(RunError) {
    for _ in 0..<rounds where failure == nil {
      for side in Side.allCases {
        let attempt = try program.run(side, &series.order, tick: { _ in })
        series.note(attempt, side)
      }
    }
  }

  /// Samples pairs until there are `count`, `mayGoOn` says no, or a run fails.
  public mutating func sample(
    upTo count: Int, mayGoOn: () -> Bool, tick: (Duration) -> Void
  ) throws(RunError) {
    let program = program
    while pairs < count, failure == nil, mayGoOn() {
      try series.addPair { side, order throws(RunError) in
        try program.run(side, &order, tick: tick)
      }
    }
  }
}

/// The two commands and how they are run.
private struct Program: Sendable {
  let base: MeasuredCommand
  let head: MeasuredCommand
  let executor: CommandExecutor
  let expectedExits: [Int32]?

  func run(
    _ side: PairSide, _ order: inout SeededOrder, tick: (Duration) -> Void
  ) throws(RunError) -> Attempt {
    let command = side == .base ? base : head
    var attempt = Attempt()
    let steps = [
      ("prepare", command.prepare), ("", command.words), ("conclude", command.conclude),
    ]
    for (role, words) in steps where attempt.outcome == .passed {
      guard let words else { continue }
      let finished = try executor.run(
        words, name: command.name, padding: order.below(4096), tick: tick)
      if role.isEmpty { attempt.usage = finished.usage }
      attempt.end(finished, role: role, expected: role.isEmpty ? expectedExits : [0])
    }
    return attempt
  }
}

extension Attempt {
  /// Takes over how a command or what surrounds it ended; nil expects any status.
  fileprivate mutating func end(_ finished: Finished, role: String, expected: [Int32]?) {
    var accepted = expected ?? []
    if case .exited(let status) = finished.termination, expected == nil { accepted = [status] }
    end(
      finished.termination, expected: accepted, timeout: .seconds(finished.usage.wallTime),
      tail: nil)
    if outcome != .passed, !role.isEmpty { reason = "`\(role)` " + reason }
  }
}
