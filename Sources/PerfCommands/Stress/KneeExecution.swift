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

  /// The search for the knee of one case.
  struct Search {
    fileprivate let declared: Double
    fileprivate var rates: RateSearch
    fileprivate var rungs: [CaseRecord.Rung] = []
    /// The record of the highest rate that was met, else of the last one.
    fileprivate var kept: CaseRecord?
    fileprivate var isBroken = false

    /// What to multiply the declared rates by next; nil: the search is over.
    var factor: Double? { isBroken ? nil : rates.next.map { $0 / declared } }

    /// The case with all rates that were tried.
    func record(of planned: PlannedCase) -> CaseRecord {
      var record =
        kept ?? CaseRecord(name: planned.name, suite: planned.suite, seed: planned.seed)
      record.rungs = rungs
      if let met = rates.met, !isBroken {
        record.samples.append(
          CaseRecord.Samples(
            metric: "knee", unit: "msg/s", better: .higher, comparison: .relative, gating: false,
            values: [met]))
      }
      return record
    }
  }

  /// Begins the search of a load, at its declared rate.
  func search(_ load: Load) -> Search {
    let declared = load.meanRate
    let highest = max(declared, Load.mostOperations / load.duration.inSeconds)
    return Search(
      declared: declared,
      rates: RateSearch(from: declared, in: declared / Self.deepest...highest))
  }

  /// Judges the runs of a rate; an engine that goes wrong ends the search.
  func take(_ rung: CaseRecord, of planned: PlannedCase, into search: inout Search) {
    guard let rate = search.rates.next else { return }
    var rung = rung
    guard rung.outcome == .passed else {
      rung.reason = "at \(Int(rate)) operations a second: " + (rung.reason ?? "")
      search.kept = rung
      search.isBroken = true
      return
    }
    rung.objectives = judging.objectives(of: rung, planned.declaration.settings, in: folder)
    let broken = rung.objectives.filter { $0.verdict != .pass }.map(\.text)
    search.rungs.append(CaseRecord.Rung(rate: rate, isMet: broken.isEmpty, broken: broken))
    session.console.say(
      "  \(planned.name)  \(Int(rate))/s  "
        + (broken.isEmpty ? "met" : "missed: \(broken.joined(separator: ", "))"))
    search.rates.tell(isMet: broken.isEmpty)
    if broken.isEmpty || search.rates.met == nil { search.kept = rung }
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
    return nil
  }
}
