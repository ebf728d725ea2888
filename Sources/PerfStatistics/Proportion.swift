/// An interval of a probability.
public struct ProportionInterval: Sendable, Hashable {
  /// The lower end, 0 to 1.
  public var lower: Double
  /// The upper end, 0 to 1.
  public var upper: Double
}

/// The exact interval of a probability from a count of successes (Clopper & Pearson 1934): the
/// probabilities that neither tail of the binomial law rejects at (1 - confidence)/2.
///
/// NaN ends if the counts or the confidence make no sense.
public func clopperPearson(
  successes: Int, of trials: Int, confidence: Double = 0.95
) -> ProportionInterval {
  guard trials > 0, (0...trials).contains(successes), confidence > 0, confidence < 1 else {
    return ProportionInterval(lower: .nan, upper: .nan)
  }
  let tail = (1 - confidence) / 2
  /// The probability at which a falling function of it passes `tail`.
  func root(_ falling: (Double) -> Double) -> Double {
    var (low, high) = (0.0, 1.0)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if falling(middle) > tail { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
  let upper =
    successes == trials
    ? 1 : root { BinomialLaw(trials: trials, probability: $0).cumulative(successes) }
  let failures = trials - successes
  let lower =
    successes == 0
    ? 0 : 1 - root { BinomialLaw(trials: trials, probability: $0).cumulative(failures) }
  return ProportionInterval(lower: lower, upper: upper)
}
