/// Times of operations of which some were not over when the load was: how long those took is not
/// known, only that it is at least as long as they had waited.
public struct OpenTimes: Sendable, Hashable {
  /// What is known of a number.
  public enum Known: Sendable, Hashable {
    /// Its value.
    case value(UInt64)
    /// It is of an operation that was not over, and so much at least.
    case atLeast(UInt64)
    /// Too few operations: fewer than `needed` miss the tail with more than 5 % probability.
    case notEstimable(count: UInt64, needed: Int)
  }

  private let over: Histogram
  private let all: Histogram

  init(over: Histogram, open: Histogram) {
    self.over = over
    var all = over
    all.merge(open)
    self.all = all
  }

  /// The value of rank ceil(n p) among all n operations, of which those that were not over took the
  /// longest.
  public func percentile(_ fraction: Double) -> Known {
    switch all.percentile(fraction) {
    case .notEstimable(let count, let needed): return .notEstimable(count: count, needed: needed)
    case .value(let least):
      let rank = all.rank(of: fraction)
      return rank <= over.count ? .value(over.value(ofRank: rank)) : .atLeast(least)
    }
  }

  /// The longest time; nil without operations.
  public var greatest: Known? { known(over.greatest, all.greatest) }

  /// The mean time; nil without operations.
  public var mean: Known? { known(UInt64(over.mean), UInt64(all.mean)) }

  private func known(_ value: UInt64, _ least: UInt64) -> Known? {
    guard all.count > 0 else { return nil }
    return over.count == all.count ? .value(value) : .atLeast(least)
  }
}
