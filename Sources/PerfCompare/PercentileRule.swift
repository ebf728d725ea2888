internal import PerfModel
internal import PerfStatistics

/// Percentiles of samples within runs: one number a run (rule 12 of `perfkit-verdict/1`).
///
/// The two runs of a pair are cut to the same number of samples, since the bias of a high
/// percentile depends on it: left as they are, 1000 against 299 samples of one law warn of a
/// regression in one comparison of five.
public struct PercentileRule: Sendable, Hashable {
  /// The samples of the two runs of a pair, in time order.
  public struct Pair: Sendable, Hashable {
    /// The base's samples.
    public var base: [Double]
    /// The head's samples.
    public var head: [Double]

    /// Makes a pair.
    public init(base: [Double], head: [Double]) {
      self.base = base
      self.head = head
    }
  }

  /// The numbers of all pairs, for a `PairedRow`.
  public struct Values: Sendable, Hashable {
    /// The base's percentile of each pair; NaN where it is not estimable.
    public var base: [Double]
    /// The head's percentile of each pair; NaN where the base's is.
    public var head: [Double]
    /// Why there is no number, of the first run that lacks samples; for `PairedRow.absence`.
    public var absence: String?
    /// What else a reader must know.
    public var notes: [String]
  }

  /// The percentile as a fraction, such as 0.99.
  public let fraction: Double

  /// Makes a rule for a fraction above 0 and below 1.
  public init(_ fraction: Double) { self.fraction = fraction }

  /// `p99`, `p99.9`.
  public var name: String {
    let percent = (1e6 * fraction).rounded() / 1e4
    let isWhole = percent == percent.rounded()
    return "p" + (isWhole ? String(Int(percent)) : String(percent))
  }

  /// The samples that a run needs: with 95 % probability one of them lies beyond the percentile,
  /// n >= ln .05 / ln p.
  public var samplesNeeded: Int { PerfStatistics.samplesNeeded(forPercentile: fraction) }

  /// The numbers of pairs.
  public func values(_ pairs: [Pair]) -> Values {
    var values = Values(base: [], head: [], absence: nil, notes: [])
    var least = Int.max
    for (index, pair) in pairs.enumerated() {
      let count = min(pair.base.count, pair.head.count)
      least = min(least, count)
      guard count >= samplesNeeded else {
        values.base.append(.nan)
        values.head.append(.nan)
        let side = pair.base.count < samplesNeeded ? "base" : "head"
        values.absence =
          values.absence ?? "\(side) in pair \(index + 1) not estimable: "
          + "\(count) samples, \(name) needs \(samplesNeeded)"
        continue
      }
      values.base.append(percentile(pair.base, count))
      values.head.append(percentile(pair.head, count))
    }
    if fraction >= 0.99, values.absence == nil, least < Self.comfortableCount {
      values.notes = [
        "\(name) of fewer than \(Self.comfortableCount) samples a run: limits under 20 % are "
          + "mostly out of reach"
      ]
    }
    return values
  }

  /// Below this number of samples a run, a p99 moves by more than usual limits by itself.
  static let comfortableCount = 1000

  private func percentile(_ samples: [Double], _ count: Int) -> Double {
    quantile(samples.span.extracting(first: count), fraction, method: .nearestRank)
  }
}
