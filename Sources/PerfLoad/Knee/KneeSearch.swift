internal import Glibc

/// The search for the highest rate that an engine stands, and an interval that holds it.
///
/// The knee is the rate at which a run is as likely to meet its objectives as to miss them; that
/// chance is taken to fall with the rate. First a ``RateSearch`` brackets the knee by single
/// judgements. Then, on fresh runs, one walk climbs from the met rate and shows rates to be met more
/// often than missed, and another one descends from the missed rate and shows the opposite: a rate
/// is shown by `runs` judgements that all agree (a sign test), and a walk ends at the first rate that
/// is not shown.
///
/// A walk errs only if the first rate it tries beyond the knee is shown, which has at most the
/// probability 2^-runs; a walk that shows nothing begins again farther out, as often as
/// `tries` 2^-runs <= (1 - confidence)/2 allows. So both ends together err with at most
/// 1 - confidence, whatever the law of the chance.
public struct KneeSearch: Sendable, Hashable {
  /// How often both ends of the interval hold the knee, at least.
  public static let confidence = 0.95
  /// How many judgements of a rate are made where nothing else is said.
  public static let standardRuns = 7
  /// The fewest judgements of a rate with which an interval can be had.
  public static let fewestRuns = 6

  /// What was found out about one rate.
  public struct Tally: Sendable, Hashable {
    /// The rate.
    public var rate: Double
    /// How many judgements were met.
    public var met = 0
    /// How many were missed.
    public var missed = 0
  }

  private enum Stage: Hashable { case bracket, climb, descend, over }

  private let range: ClosedRange<Double>
  private let step: Double
  private let runs: Int
  private let tries: Int
  private var bracket: RateSearch
  private var stage = Stage.bracket
  private var attempt = 0
  private var current: Tally?

  /// The highest rate shown to be met more often than missed; nil: none was.
  public private(set) var lower: Double?
  /// The lowest rate shown to be missed more often than met; nil: none was.
  public private(set) var upper: Double?
  /// Every rate with its judgements, in the order in which they were first tried.
  public private(set) var tallies: [Tally] = []

  /// Begins a search.
  /// - Parameters:
  ///   - first: the first rate to try, within the range.
  ///   - range: rates that may be tried.
  ///   - precision: the share of a rate by which the next one of a walk differs.
  ///   - runs: how often a rate is judged by the walks; fewer than 6: there are none.
  public init(
    from first: Double, in range: ClosedRange<Double>, precision: Double = 0.1,
    runs: Int = standardRuns
  ) {
    self.range = range
    self.runs = runs
    step = 1 + precision
    let error = pow(0.5, Double(runs))
    tries = min(4, Int((1 - Self.confidence) / 2 / error + 1e-9))
    bracket = RateSearch(from: first, in: range, precision: precision)
  }

  /// The rate to judge next; nil: the search is over.
  public var next: Double? { stage == .bracket ? bracket.next : current?.rate }

  /// How many judgements of the walks were made at the rate `next`; nil while the knee is bracketed.
  public var repeats: Int? { stage == .bracket ? nil : current.map { $0.met + $0.missed } }

  /// The rate that the fewest judgements contradict: those at it and below that were missed, those
  /// above it that were met; nil if that is none.
  public var knee: Double? {
    let sorted = tallies.sorted { $0.rate < $1.rate }
    var contradictions = sorted.reduce(0) { $0 + $1.met }
    var best: (count: Int, rate: Double?) = (contradictions, nil)
    for tally in sorted {
      contradictions += tally.missed - tally.met
      if contradictions <= best.count { best = (contradictions, tally.rate) }
    }
    guard let rate = best.rate else { return lower }
    return max(rate, lower ?? rate)
  }

  /// Tells whether the rate `next` was met, and chooses another one.
  public mutating func tell(isMet: Bool) {
    guard let rate = next else { return }
    note(rate, isMet)
    switch stage {
    case .bracket:
      bracket.tell(isMet: isMet)
      if bracket.next == nil { begin(.climb) }
    case .climb: walk(isMet, wanted: true)
    case .descend: walk(isMet, wanted: false)
    case .over: break
    }
  }

  private mutating func note(_ rate: Double, _ isMet: Bool) {
    let index = tallies.firstIndex { $0.rate == rate } ?? tallies.count
    if index == tallies.count { tallies.append(Tally(rate: rate)) }
    if isMet { tallies[index].met += 1 } else { tallies[index].missed += 1 }
  }

  /// Begins a walk, or leaves it out where the bracket has no end on its side.
  private mutating func begin(_ walk: Stage) {
    stage = walk
    attempt = 0
    current = tries > 0 ? start : nil
    if current == nil { end() }
  }

  /// Where the walk of this stage begins at its present attempt.
  private var start: Tally? {
    let distances = tries == 1 ? [2.0] : [0, 3, 9, 20]
    let factor = pow(step, distances[attempt])
    let rate =
      stage == .climb
      ? bracket.met.map { max($0 / factor, range.lowerBound) }
      : bracket.missed.map { min($0 * factor, range.upperBound) }
    return rate.map { Tally(rate: $0) }
  }

  private mutating func walk(_ isMet: Bool, wanted: Bool) {
    guard var tally = current else { return }
    if isMet { tally.met += 1 } else { tally.missed += 1 }
    current = tally
    if isMet != wanted {
      if wanted ? lower == nil : upper == nil, attempt + 1 < tries {
        attempt += 1
        current = start
      } else {
        end()
      }
    } else if tally.met + tally.missed == runs {
      if wanted { lower = tally.rate } else { upper = tally.rate }
      let rate = wanted ? tally.rate * step : tally.rate / step
      if range.contains(rate) { current = Tally(rate: rate) } else { end() }
    }
  }

  private mutating func end() {
    if stage == .climb { return begin(.descend) }
    stage = .over
    current = nil
    // A chance that does not fall with the rate can turn them round; both hold then.
    if let low = lower, let high = upper, low > high { (lower, upper) = (high, low) }
  }
}
