public import PerfModel
internal import PerfProcess

/// Measures two commands in pairs of fresh processes run back to back; a seeded coin decides which
/// of the two comes first.
public struct PairedSampler: Sendable {
  /// Which command of a pair.
  public typealias Side = PairSide

  private let program: Program
  private var series: PairSeries
  private var instructions = PairedInstructions()

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
  public var taking: PairedTaking {
    var taking = series.taking
    instructions.add(to: &taking, named: program.head.name)
    return taking
  }

  /// The metrics of one side, one value a pair, in time order.
  public func samples(of side: Side) -> [CaseRecord.Samples] { series.samples(of: side) }

  /// Counts the instructions of both commands, if callgrind is to, in one run each.
  public mutating func countInstructions() throws(RunError) {
    for side in Side.allCases where failure == nil {
      guard let count = try program.count(side) else { return }
      instructions.take(count, side)
    }
  }

  /// Takes over what an earlier batch of the same commands counted.
  public mutating func takeInstructions(of earlier: PairedSampler) {
    instructions = earlier.instructions
  }

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

  /// Nil unless callgrind is to count.
  func count(_ side: PairSide) throws(RunError) -> Result<Int, Uncounted>? {
    let command = side == .base ? base : head
    if let prepare = command.prepare {
      _ = try executor.run(prepare, name: command.name, padding: 0, tick: { _ in })
    }
    guard let (finished, total) = try executor.count(command.words, name: command.name) else {
      return nil
    }
    if let conclude = command.conclude {
      _ = try executor.run(conclude, name: command.name, padding: 0, tick: { _ in })
    }
    var attempt = Attempt()
    attempt.end(finished, role: "", expected: expectedExits)
    return attempt.counted(total)
  }

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
        words, name: command.name, padding: order.below(4096), isMeasured: role.isEmpty,
        tick: tick)
      if role.isEmpty { attempt.usage = finished.usage }
      attempt.end(finished, role: role, expected: role.isEmpty ? expectedExits : [0])
    }
    return attempt
  }
}

extension Attempt {
  /// Takes over how a command or what surrounds it ended; nil expects any status.
  fileprivate mutating func end(_ finished: Finished, role: String, expected: [Int32]?) {
    end(finished.termination, expected: expected, timeout: .seconds(finished.usage.wallTime))
    if outcome != .passed, !role.isEmpty { reason = "`\(role)` " + reason }
  }
}
