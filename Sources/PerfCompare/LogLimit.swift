internal import Glibc
internal import PerfModel

/// A relative limit on the scale of log-ratios (rule 1 of `perfkit-verdict/1`).
enum LogLimit {
  /// The log-ratio at which a worsening by `limit` is reached.
  static func worse(
    _ limit: Limit, better: Schema.Column.Better, base: Double, floor: Limit?
  ) -> Double {
    let fraction = self.fraction(limit, base: base)
    let plain = better == .lower ? log1p(fraction) : -log1p(-min(fraction, 1 - 1e-12))
    guard let floor else { return plain }
    let amount = self.fraction(floor, base: base)
    let least = better == .lower ? log1p(amount) : -log1p(-min(amount, 1 - 1e-12))
    return max(plain, abs(least))
  }

  /// The log-ratio at which an improvement by `limit` is reached, as a positive number.
  static func improved(
    _ limit: Limit, better: Schema.Column.Better, base: Double, floor: Limit?
  ) -> Double {
    worse(limit, better: better == .lower ? .higher : .lower, base: base, floor: floor)
  }

  private static func fraction(_ limit: Limit, base: Double) -> Double {
    switch limit {
    case .relative(let fraction): fraction
    case .absolute(let amount, _): base == 0 ? 0 : amount / abs(base)
    }
  }
}
