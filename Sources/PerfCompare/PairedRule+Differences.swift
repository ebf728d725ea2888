internal import PerfModel
internal import PerfStatistics

// Rows that are judged by difference (11): all else is as for log-ratios.

extension PairedRule.Effects {
  /// The differences d of a row, in its unit, and its limits in the unit.
  init(differencesOf row: PairedRow) {
    let sign = row.better == .lower ? 1.0 : -1.0
    self.sign = sign
    values = zip(row.base, row.head).map { sign * ($1 - $0) }
    limits = PairedRule.Limits(differencesOf: row)
    scale = .absolute
    notes = row.scale == .relative ? ["zero: judged by difference"] : []
    base = abs(median(row.base.span))
  }
}

extension PairedRule.Limits {
  /// The limits of differences, in the row's unit (11).
  ///
  /// A limit in the unit is taken as it stands. A fraction is that share of the base's absolute
  /// median; of a median of 0 it says nothing and takes the other limit's amount. A limit in the
  /// unit is the word of the two: warn is at most a fail in the unit, a fail that is a fraction is
  /// at least warn. Then the floor raises both.
  init(differencesOf row: PairedRow) {
    let base = abs(median(row.base.span))
    func amount(_ limit: Limit) -> Double? {
      switch limit {
      case .absolute(let amount, _): amount
      case .relative(let share): base > 0 ? share * base : nil
      }
    }
    let least = row.floor.flatMap(amount) ?? 0
    var warning = amount(row.warn) ?? amount(row.fail) ?? 0
    var failing = amount(row.fail) ?? warning
    if case .absolute = row.fail {
      warning = min(warning, failing)
    } else {
      failing = max(failing, warning)
    }
    warn = max(warning, least)
    fail = max(failing, least)
    improved = warn
    let largest = (row.base + row.head).lazy.map { abs($0) }.max() ?? 0
    rounding = 1e-12 * largest
  }
}
