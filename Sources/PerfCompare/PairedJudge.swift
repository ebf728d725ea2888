public import PerfModel

/// What a recorded paired comparison says, and what to measure next: rules 3 to 7 over a family of
/// rows, beside the exact rows of rule 11.
///
/// A pure function of the record, so that a comparison can be judged again from its document.
public struct PairedJudge: Sendable {
  /// What to measure next.
  public enum Step: Sendable, Hashable {
    /// More pairs of these cases: the number of pairs that each should then have in the batch.
    case more([Int: Int])
    /// A second batch of these cases, to confirm their failures (rule 7).
    case confirm([Int])
    /// Everything is decided.
    case done
  }

  /// A row that the rule judges, with its place in the record.
  struct Place: Hashable {
    var caseIndex: Int
    var rowIndex: Int
  }

  let record: PairedRecord
  let places: [Place]
  let rule: PairedRule

  /// Reads a record.
  public init(_ record: PairedRecord) {
    self.record = record
    places = record.cases.enumerated().flatMap { caseIndex, entry in
      guard entry.failures.isEmpty else { return [Place]() }
      return entry.rows.indices.filter { index in
        entry.rows[index].isJudged
          && !record.groups.contains { $0.atMost != nil && $0.covers(caseIndex, entry.rows[index]) }
      }.map { Place(caseIndex: caseIndex, rowIndex: $0) }
    }
    let family = places.filter {
      record.cases[$0.caseIndex].rows[$0.rowIndex].comparison == .relative
    }
    rule = Self.rule(record, familySize: max(1, family.count))
  }

  private static func rule(_ record: PairedRecord, familySize: Int) -> PairedRule {
    PairedRule(
      looks: record.looks, confidence: record.confidence, familySize: familySize,
      mayRaise: !record.looksAreFixed)
  }

  /// The looks as planned for the family, and its size.
  public var plan: (looks: [Int], familySize: Int, alpha: Double) {
    (rule.looks, rule.familySize, rule.alpha)
  }

  /// What to measure next in the newest batch.
  public func next() -> Step {
    record.batches.count < 2 ? nextOfFirst() : nextOfSecond()
  }

  private func nextOfFirst() -> Step {
    var targets: [Int: Int] = [:]
    for (index, entry) in record.cases.enumerated() where entry.failures.isEmpty {
      let pairs = record.batches.first?.series(ofCase: index)?.pairs ?? 0
      let isTimed =
        places.contains { $0.caseIndex == index }
        || record.groups.contains { $0.gating && $0.cases.contains(index) }
      let first = isTimed ? looks(of: index)[0] : Self.pairsOfExactCase
      if pairs < first { targets[index] = pairs == 0 ? 1 : first }
    }
    guard targets.isEmpty else { return .more(targets) }
    let outcomes = firstOutcomes(isOver: false)
    for (place, outcome) in zip(places, outcomes) {
      guard case .more(let pairs) = outcome.decision else { continue }
      targets[place.caseIndex] = max(targets[place.caseIndex] ?? 0, pairs)
    }
    let overheads = overheads(batch: 0, isOver: false)
    for (group, outcome) in overheads {
      guard case .more(let pairs) = outcome.decision else { continue }
      for index in measured(group) { targets[index] = max(targets[index] ?? 0, pairs) }
    }
    guard targets.isEmpty else { return .more(targets) }
    let candidates = Set(
      zip(places, outcomes).filter { $1.decision == .verdict(.fail) }.map(\.0.caseIndex)
        + overheads.filter { $1.decision == .verdict(.fail) }.flatMap { measured($0.0) })
    return candidates.isEmpty ? .done : .confirm(candidates.sorted())
  }

  private func nextOfSecond() -> Step {
    var targets: [Int: Int] = [:]
    for place in candidates() where record.batches[1].series(ofCase: place.caseIndex) != nil {
      guard case .more(let pairs) = secondOutcome(of: place, isOver: false).decision else {
        continue
      }
      targets[place.caseIndex] = max(targets[place.caseIndex] ?? 0, pairs)
    }
    let first = overheads(batch: 0, isOver: true)
    for ((_, before), (group, now)) in zip(first, overheads(batch: 1, isOver: false))
    where before.decision == .verdict(.fail) {
      guard case .more(let pairs) = now.decision else { continue }
      for index in measured(group) { targets[index] = max(targets[index] ?? 0, pairs) }
    }
    return targets.isEmpty ? .done : .more(targets)
  }

  /// A case without a timing row is run twice, so that its own repeats can be compared.
  private static let pairsOfExactCase = 2

  private func looks(of caseIndex: Int) -> [Int] {
    places.first { $0.caseIndex == caseIndex }.map { rule.looks(of: row($0, batch: 0)) }
      ?? rule.looks
  }

  // MARK: Outcomes

  func firstOutcomes(isOver: Bool) -> [PairedOutcome] {
    rule.judge(places.map { row($0, batch: 0) }, isOver: isOver)
  }

  private func candidates() -> [Place] {
    zip(places, firstOutcomes(isOver: true)).filter { $1.decision == .verdict(.fail) }.map(\.0)
  }

  /// A row of the second batch is judged alone.
  func secondOutcome(of place: Place, isOver: Bool) -> PairedOutcome {
    Self.rule(record, familySize: 1).judge([row(place, batch: 1)], isOver: isOver)[0]
  }

  /// The final outcome of every judged row.
  func finalOutcomes() -> [Place: PairedOutcome] {
    var outcomes: [Place: PairedOutcome] = [:]
    for (place, first) in zip(places, firstOutcomes(isOver: true)) {
      let isConfirmed =
        record.batches.count > 1 && first.decision == .verdict(.fail)
        && record.batches[1].series(ofCase: place.caseIndex) != nil
      let second = isConfirmed ? secondOutcome(of: place, isOver: true) : nil
      outcomes[place] = PairedRule.confirmed(first, by: second)
    }
    return outcomes
  }

  func row(_ place: Place, batch: Int) -> PairedRow {
    let entry = record.cases[place.caseIndex]
    let row = entry.rows[place.rowIndex]
    let series =
      record.batches.indices.contains(batch)
      ? record.batches[batch].series(ofCase: place.caseIndex) : nil
    let values = series?.values(of: row.metric)
    let absent = [Double](repeating: .nan, count: series?.pairs ?? 0)
    return PairedRow(
      base: values?.base ?? absent, head: values?.head ?? absent, better: row.better ?? .lower,
      warn: row.warn, fail: row.fail, floor: row.floor,
      scale: row.comparison == .absolute ? .absolute : .relative, looks: entry.looks,
      absence: values?.absence)
  }
}

extension PairedRecord.Row {
  /// Whether pairs decide about the row: exact rows need none.
  var isJudged: Bool {
    gating && better != nil && (comparison == .relative || comparison == .absolute)
  }
}
