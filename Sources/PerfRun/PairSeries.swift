internal import PerfModel
internal import PerfProcess
internal import PerfResults

/// The pairs of one case: two fresh processes back to back, in an order that a seeded coin decides.
struct PairSeries {
  private(set) var headFirst: [Bool] = []
  private(set) var failures: [PairedRecord.Failure] = []
  private var collectors: [PairSide: SampleCollector]
  private var firstResults: [PairSide: [CaseResults.Entry]]
  private var iterations: [PairSide: [[IterationSeries]]] = [.base: [], .head: []]
  /// What objectives need, of all batches; nothing where there are none.
  private(set) var evidence: [PairSide: CaseEvidence] = [:]
  var order: SeededOrder

  /// Makes an empty series; `earlier` is one of the same case whose results this one must repeat.
  init(
    seed: UInt64, hasTables: Bool, keepsEvidence: Bool = false, repeating earlier: PairSeries? = nil
  ) {
    order = SeededOrder(seed: seed)
    collectors = [
      .base: SampleCollector(hasTables: hasTables), .head: SampleCollector(hasTables: hasTables),
    ]
    firstResults = earlier?.firstResults ?? [:]
    guard keepsEvidence else { return }
    evidence =
      earlier?.evidence
      ?? [.base: CaseEvidence(hasTables: hasTables), .head: CaseEvidence(hasTables: hasTables)]
  }

  var pairs: Int { headFirst.count }

  /// Adds a pair; a failing run ends the series, after the pair's other side has run, too.
  mutating func addPair(
    _ run: (PairSide, inout SeededOrder) throws(RunError) -> Attempt
  ) throws(RunError) {
    let isHeadFirst = order.below(2) == 1
    var attempts: [PairSide: Attempt] = [:]
    for side in isHeadFirst ? [PairSide.head, .base] : [.base, .head] {
      let attempt = try run(side, &order)
      attempts[side] = attempt
      note(attempt, side)
      if attempt.outcome == .interrupted { return }
    }
    guard failures.isEmpty else { return }
    headFirst.append(isHeadFirst)
    let count = pairs
    for side in PairSide.allCases {
      guard let attempt = attempts[side] else { continue }
      evidence[side]?.add(attempt)
      if let usage = attempt.usage { collectors[side]?.add(usage) }
      let tables = attempt.entries.filter { $0.table.series == nil }
      collectors[side]?.add(tables)
      iterations[side]?.append(attempt.entries.flatMap { $0.table.iterationSeries ?? [] })
      collectors[side]?.align(to: count)
    }
  }

  /// Takes a failure, or results that are not those of the side's first run.
  mutating func note(_ attempt: Attempt, _ side: PairSide) {
    guard attempt.outcome == .passed else {
      failures.append(
        PairedRecord.Failure(side: side, outcome: attempt.outcome, reason: attempt.reason))
      return
    }
    guard let first = firstResults[side] else {
      firstResults[side] = attempt.entries
      return
    }
    guard let difference = RepeatAgreement.difference(first, attempt.entries) else { return }
    failures.append(
      PairedRecord.Failure(
        side: side, outcome: .nondeterministic,
        reason: "pair \(pairs + 1) differs from pair 1 in \(difference)"))
  }

  func samples(of side: PairSide) -> [CaseRecord.Samples] { collectors[side]?.all ?? [] }

  var taking: PairedTaking {
    PairedTaking(
      headFirst: headFirst, base: samples(of: .base), head: samples(of: .head),
      baseDigests: (firstResults[.base] ?? []).map(\.digestRecord),
      headDigests: (firstResults[.head] ?? []).map(\.digestRecord),
      baseIterations: iterations[.base] ?? [], headIterations: iterations[.head] ?? [],
      failures: failures)
  }
}
