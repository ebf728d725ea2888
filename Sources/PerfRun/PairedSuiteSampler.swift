public import PerfModel

/// Measures cases of suites in pairs: one run of the base's build, one of the head's, each in a
/// fresh scratch folder of the same path.
///
/// The cases take turns, one pair each in an order that the seed decides, so that a machine that
/// drifts drifts for all of them.
public final class PairedSuiteSampler {
  /// One case with what runs it on either side.
  public struct Pair: Sendable {
    /// The case.
    public var planned: PlannedCase
    /// Runs the base.
    public var base: SuiteRunner
    /// Runs the head.
    public var head: SuiteRunner

    /// Makes a pair.
    public init(planned: PlannedCase, base: SuiteRunner, head: SuiteRunner) {
      self.planned = planned
      self.base = base
      self.head = head
    }
  }

  private let pairs: [Pair]
  private let scratch: ScratchFolder
  private var series: [Int: PairSeries] = [:]
  private var order = SeededOrder(seed: 0)
  private var batch = 0
  private var instructions: [Int: PairedInstructions] = [:]

  /// Makes a sampler that runs everything in `scratch`.
  public init(_ pairs: [Pair], scratch: consuming ScratchFolder) {
    self.pairs = pairs
    self.scratch = scratch
  }

  /// The folder in which everything runs.
  public var scratchPath: String { scratch.path }

  /// What a case has brought in the batch, or nil if it is not part of it.
  public func taking(_ index: Int) -> PairedTaking? {
    guard var taking = series[index]?.taking else { return nil }
    instructions[index]?.add(to: &taking, named: pairs[index].planned.name)
    taking.evidence =
      series[index]?.evidence.mapValues { $0.record(of: pairs[index].planned) } ?? [:]
    return taking
  }

  /// Starts a batch of some cases: new orders, new padding, and warm-up runs (the case's `warmup`,
  /// else one) that are not kept.
  public func startBatch(
    seed: UInt64, cases: [Int], mayGoOn: () -> Bool, event: (RunEvent) -> Void
  ) throws(RunError) {
    let earlier = series
    series = [:]
    order = SeededOrder(seed: seed)
    batch += 1
    for index in cases {
      let planned = pairs[index].planned
      var own = PairSeries(
        seed: seed ^ (UInt64(index) &* 0x9E37_79B9_7F4A_7C15),
        hasTables: !planned.declaration.results.isEmpty,
        keepsEvidence: !planned.objectives.isEmpty,
        repeating: earlier[index])
      let warmup = pairs[index].head.overrides.warmup ?? planned.declaration.settings.warmup ?? 1
      for round in 0..<warmup where mayGoOn() && own.failures.isEmpty {
        for side in PairSide.allCases where !own.isInterrupted {
          let padding = own.order.below(Self.padding)
          own.note(
            try run(index, side, run: 0, output: "warmup-\(round)", padding: padding, event: event),
            side)
        }
      }
      if instructions[index] == nil, own.failures.isEmpty, mayGoOn() {
        try count(index, &own, event: event)
      }
      series[index] = own
    }
  }

  /// Counts the instructions of both sides, if callgrind is to, in one run each.
  private func count(
    _ index: Int, _ own: inout PairSeries, event: (RunEvent) -> Void
  ) throws(RunError) {
    var counted = PairedInstructions()
    for side in PairSide.allCases {
      guard
        let (attempt, count) = try scratchRun(index, side).count(
          scratch: scratch, tick: { event(.tick(elapsed: $0)) })
      else { return }
      if attempt.outcome == .interrupted { return own.note(attempt, side) }
      counted.take(count, side)
    }
    instructions[index] = counted
  }

  /// Samples pairs of cases until each has its target, `mayGoOn` says no, or its runs fail.
  public func sample(
    upTo targets: [Int: Int], mayGoOn: () -> Bool, event: (RunEvent) -> Void
  ) throws(RunError) {
    let wanted = targets.keys.sorted()
    while true {
      let open = wanted.filter { isOpen($0, target: targets[$0] ?? 0) }
      guard !open.isEmpty else { return }
      for place in order.permutation(of: open.count) {
        guard mayGoOn() else { return }
        let index = open[place]
        event(
          .started(
            caseName: pairs[index].planned.name, run: series[index]?.pairs ?? 0,
            of: targets[index] ?? 0, done: 0))
        try samplePair(index, event: event)
        if series.values.contains(where: \.isInterrupted) { return }
      }
    }
  }

  private static let padding = 4096

  private func isOpen(_ index: Int, target: Int) -> Bool {
    guard let own = series[index] else { return false }
    return own.failures.isEmpty && own.pairs < target
  }

  private func samplePair(_ index: Int, event: (RunEvent) -> Void) throws(RunError) {
    guard var own = series[index] else { return }
    let number = own.pairs
    try own.addPair { side, order throws(RunError) in
      try run(
        index, side, run: number, output: "\(batch)-\(number)", padding: order.below(Self.padding),
        event: event)
    }
    series[index] = own
  }

  private func run(
    _ index: Int, _ side: PairSide, run: Int, output: String, padding: Int,
    event: (RunEvent) -> Void
  ) throws(RunError) -> Attempt {
    try scratchRun(index, side).perform(
      run: run, output: output, padding: padding, scratch: scratch,
      tick: { event(.tick(elapsed: $0)) })
  }

  private func scratchRun(_ index: Int, _ side: PairSide) -> ScratchRun {
    let pair = pairs[index]
    return ScratchRun(
      context: side == .base ? pair.base : pair.head, planned: pair.planned, index: index)
  }
}

extension PairSeries {
  fileprivate var isInterrupted: Bool { failures.contains { $0.outcome == .interrupted } }
}
