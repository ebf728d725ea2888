internal import PerfModel

/// What callgrind counted of the two sides of a pair, in one run each.
struct PairedInstructions: Sendable {
  private var counts: [PairSide: Int] = [:]
  private var reasons: [PairSide: String] = [:]

  mutating func take(_ count: Result<Int, Uncounted>, _ side: PairSide) {
    switch count {
    case .success(let count): counts[side] = count
    case .failure(let reason): reasons[side] = reason.sentence
    }
  }

  /// Adds the metric: the first pair has the count, the others none.
  func add(to taking: inout PairedTaking, named name: String) {
    for side in PairSide.allCases {
      if let reason = reasons[side] {
        taking.notes.append("\(name): instructions of the \(side.rawValue) not counted: \(reason)")
      }
      guard let count = counts[side], taking.pairs > 0 else { continue }
      let absent = [Double](repeating: .nan, count: taking.pairs - 1)
      let samples = CaseRecord.Samples.instructions([Double(count)] + absent, source: .callgrind)
      if side == .base { taking.base.append(samples) } else { taking.head.append(samples) }
    }
  }
}
