extension PairedRecord {
  /// What became of one objective of a case on one side; only the head's count.
  public struct Objective: Sendable, Hashable {
    /// The side.
    public var side: PairSide
    /// What its runs came to, the worst of all batches.
    public var outcome: CaseRecord.Objective

    /// Makes an entry.
    public init(side: PairSide, outcome: CaseRecord.Objective) {
      self.side = side
      self.outcome = outcome
    }
  }
}

extension PairedRecord.Case {
  /// What the base made of the objective that the head was judged by.
  public func base(_ text: String) -> CaseRecord.Objective? {
    objectives.first { $0.side == .base && $0.outcome.text == text }?.outcome
  }

  /// What the head made of the case's objectives.
  public var judgedObjectives: [CaseRecord.Objective] {
    objectives.filter { $0.side == .head }.map(\.outcome)
  }
}
