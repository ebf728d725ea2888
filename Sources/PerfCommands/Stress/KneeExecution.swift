internal import PerfLoad
internal import PerfModel

/// Looks for the highest rate at which a case's engine meets all of its objectives.
struct KneeExecution {
  let session: Session
  let judging: ObjectiveJudging
  /// The run's folder.
  let folder: String

  /// How far below the declared rate the search may go, as a divisor.
  private static let deepest = 1024.0

  /// How often rates near the knee are judged.
  let runs: Int

  /// The search for the knee of one case.
  struct Search {
    fileprivate let declared: Double
    fileprivate let runs: Int
    fileprivate var rates: KneeSearch
    fileprivate var rungs: [CaseRecord.Rung] = []
    /// The last record of each rate that was met.
    fileprivate var met: [(rate: Double, record: CaseRecord)] = []
    /// The last record of all.
    fileprivate var last: CaseRecord?
    fileprivate var isBroken = false

    /// What to multiply the declared rates by next; nil: the search is over.
    var factor: Double? { isBroken ? nil : rates.next.map { $0 / declared } }

    /// The case as it is judged next: rates near the knee with a schedule of their own each time.
    func planned(_ planned: PlannedCase) -> PlannedCase {
      var planned = planned
      if let repeats = rates.repeats { planned.seed &+= UInt64(repeats) + 1 }
      return planned
    }

    /// The case with all rates that were tried: what was measured at the highest one that was met,
    /// as far as that is not above the knee, else at the last one.
    func record(of planned: PlannedCase) -> CaseRecord {
      let atKnee = met.filter { $0.rate <= rates.knee ?? .infinity }.max { $0.rate < $1.rate }
      var record =
        (isBroken ? nil : atKnee?.record) ?? last
        ?? CaseRecord(name: planned.name, suite: planned.suite, seed: planned.seed)
      record.rungs = rungs
      guard !isBroken else { return record }
      var knee = CaseRecord.Knee(
        confidence: runs < KneeSearch.fewestRuns ? nil : KneeSearch.confidence, runs: runs)
      (knee.rate, knee.lower, knee.upper) = (rates.knee, rates.lower, rates.upper)
      record.knee = knee
      if let rate = knee.rate {
        record.samples.append(
          CaseRecord.Samples(
            metric: "knee", unit: "msg/s", better: .higher, comparison: .relative, gating: false,
            values: [rate]))
      }
      return record
    }
  }

  /// Begins the search of a load, at its declared rate.
  func search(_ load: Load) -> Search {
    let declared = load.meanRate
    let highest = max(declared, Load.mostOperations / load.duration.inSeconds)
    return Search(
      declared: declared, runs: runs,
      rates: KneeSearch(from: declared, in: declared / Self.deepest...highest, runs: runs))
  }

  /// Judges the runs of a rate; an engine that goes wrong ends the search.
  func take(_ rung: CaseRecord, of planned: PlannedCase, into search: inout Search) {
    guard let rate = search.rates.next else { return }
    var rung = rung
    guard rung.outcome == .passed else {
      rung.reason = "at \(Int(rate)) operations a second: " + (rung.reason ?? "")
      search.last = rung
      search.isBroken = true
      return
    }
    rung.objectives = judging.objectives(of: rung, planned, in: folder)
    if let open = rung.objectives.first(where: { ![.pass, .fail].contains($0.verdict) }) {
      rung.outcome = .missing
      rung.reason =
        "at \(Int(rate)) operations a second '\(open.text)' could not be judged: "
        + (open.note ?? open.verdict.rawValue)
      search.last = rung
      search.isBroken = true
      return
    }
    let broken = rung.objectives.filter { $0.verdict != .pass }.map(\.text)
    let isMet = broken.isEmpty
    search.rungs.append(
      CaseRecord.Rung(
        rate: rate, isMet: isMet, broken: broken,
        seed: search.rates.repeats == nil ? nil : planned.seed))
    session.console.say(
      "  \(planned.name)  \(Int(rate))/s  "
        + (isMet ? "met" : "missed: \(broken.joined(separator: ", "))"))
    search.rates.tell(isMet: isMet)
    search.last = rung
    guard isMet else { return }
    search.met.removeAll { $0.rate == rate }
    search.met.append((rate, rung))
  }

  /// What a search that found no knee means; nil where it found one.
  static func problem(of entry: CaseRecord) -> Problem? {
    guard entry.outcome == .passed, let first = entry.rungs.first else { return nil }
    let rates = entry.rungs.map(\.rate)
    let (low, high) = (Int(rates.min() ?? 0), Int(rates.max() ?? 0))
    if !entry.rungs.contains(where: \.isMet) {
      return Problem(
        "knee.none",
        "\(entry.name): no rate from \(low) to \(high) operations a second meets the objectives",
        hint: "missed: " + first.broken.joined(separator: ", "), verdict: .inconclusive)
    }
    if entry.rungs.allSatisfy(\.isMet) {
      return Problem(
        "knee.beyond",
        "\(entry.name): the objectives are met up to \(high) operations a second, the most tried",
        hint: "a shorter 'duration' allows higher rates", verdict: .warn)
    }
    if entry.knee?.rate == nil {
      return Problem(
        "knee.none",
        "\(entry.name): no rate from \(low) to \(high) operations a second meets the objectives "
          + "more often than not",
        hint: "a longer 'duration' or more --knee-runs tell more", verdict: .inconclusive)
    }
    return openEnd(of: entry)
  }

  /// What an interval lacks; nil where it has both ends, or was not asked for.
  private static func openEnd(of entry: CaseRecord) -> Problem? {
    guard let knee = entry.knee, knee.confidence != nil else { return nil }
    let lack: (shown: String, end: String)
    switch (knee.lower, knee.upper) {
    case (nil, nil): lack = ("met or missed more often than not", "open on both sides")
    case (nil, _): lack = ("met more often than missed", "open downwards")
    case (_, nil): lack = ("missed more often than met", "open upwards")
    default: return nil
    }
    return Problem(
      "knee.open",
      "\(entry.name): no rate was shown to be \(lack.shown): the interval of the highest rate is "
        + lack.end,
      hint: "a longer 'duration' lets the judgements of a rate agree, and 7 or more --knee-runs "
        + "look farther", verdict: .warn)
  }
}
