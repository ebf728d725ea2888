/// The search for the highest rate that an engine stands: doubling or halving from a first rate until
/// one is met and one is missed, then halving the ratio between the two.
///
/// It takes the engine for one that stands every rate below the highest; what is found is the interval
/// in which it first did not.
public struct RateSearch: Sendable, Hashable {
  /// The highest rate that was met.
  public private(set) var met: Double?
  /// The lowest rate that was missed.
  public private(set) var missed: Double?
  /// The rate to try next; nil: the search is over.
  public private(set) var next: Double?

  private let range: ClosedRange<Double>
  private let precision: Double
  private var tries: Int

  /// Begins a search.
  /// - Parameters:
  ///   - first: the first rate to try, within the range.
  ///   - range: rates that may be tried.
  ///   - precision: the share of the met rate that may lie between it and the missed one.
  ///   - tries: the most rates to try.
  public init(
    from first: Double, in range: ClosedRange<Double>, precision: Double = 0.1, tries: Int = 24
  ) {
    self.range = range
    self.precision = precision
    self.tries = tries
    next = tries > 0 ? min(max(first, range.lowerBound), range.upperBound) : nil
  }

  /// Tells whether the rate `next` was met, and chooses another one.
  public mutating func tell(isMet: Bool) {
    guard let rate = next else { return }
    tries -= 1
    if isMet { met = max(met ?? rate, rate) } else { missed = min(missed ?? rate, rate) }
    next = tries > 0 ? candidate : nil
  }

  private var candidate: Double? {
    switch (met, missed) {
    case (let met?, let missed?):
      return missed <= met * (1 + precision) ? nil : (met * missed).squareRoot()
    case (let met?, nil): return met < range.upperBound ? min(2 * met, range.upperBound) : nil
    case (nil, let missed?):
      return missed > range.lowerBound ? max(missed / 2, range.lowerBound) : nil
    case (nil, nil): return next
    }
  }
}
