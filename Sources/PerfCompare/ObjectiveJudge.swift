public import PerfModel
internal import PerfResults

/// Holds what a case measured against its objectives and decision rules.
public struct ObjectiveJudge: Sendable {
  /// A metric over the windows or moments of one run, in order.
  public struct Series: Sendable, Hashable {
    /// The metric's name.
    public var metric: String
    /// Its unit.
    public var unit: String
    /// The values.
    public var values: [Double]

    /// Makes a series.
    public init(metric: String, unit: String, values: [Double]) {
      self.metric = metric
      self.unit = unit
      self.values = values
    }
  }

  /// What a metric was, in the unit that it was measured in.
  private enum Finding {
    /// The worst of several numbers.
    case value(Double, unit: String)
    case absent(CaseRecord.Absence)
    case unknown
  }

  let entry: CaseRecord
  let series: [Series]

  /// Makes a judge of a case; `series` holds those of all its runs.
  public init(_ entry: CaseRecord, series: [Series]) {
    self.entry = entry
    self.series = series
  }

  /// What becomes of an objective: the worst of all runs decides.
  public func judge(_ text: String) -> CaseRecord.Objective {
    guard let condition = Condition(objective: text) else {
      return CaseRecord.Objective(text: text, verdict: .missing, note: "cannot be read")
    }
    switch find(condition) {
    case .unknown:
      let near = nearest(condition.metric, in: known(condition)).map { "; did you mean '\($0)'?" }
      let what = condition.windows == nil ? "metric" : "series"
      return CaseRecord.Objective(
        text: text, verdict: .missing,
        note: "there is no \(what) '\(condition.metric)'\(near ?? "")")
    case .absent(let absence):
      return missed(text, condition, absence)
        ?? CaseRecord.Objective(text: text, verdict: .inconclusive, note: absence.reason)
    case .value(let value, let unit):
      guard let bound = condition.bound(in: unit) else {
        return CaseRecord.Objective(
          text: text, verdict: .notComparable, unit: unit,
          note: "'\(condition.metric)' is in '\(unit)', not in '\(condition.unit ?? "")'")
      }
      let holds = condition.relation.holds(value, bound)
      var objective = CaseRecord.Objective(
        text: text, verdict: holds ? .pass : .fail, unit: unit)
      objective.value = value
      objective.bound = bound
      weighSlope(of: condition.converted(to: unit), &objective)
      if objective.verdict == .pass,
        let absence = entry.absent.first(where: { $0.metric == condition.metric })
      {
        if let missed = missed(text, condition, absence) { return missed }
        objective.verdict = .inconclusive
        objective.note = "not in every run: \(absence.reason)"
      }
      objective.marginPercent = condition.margin(objective.value ?? value, bound)
      return objective
    }
  }

  /// The conclusion of a decision rule, nil unless its condition holds, and the metrics that it
  /// asks for and that are not there.
  public func conclude(
    _ decision: CaseSettings.Decision
  ) -> (conclusion: CaseRecord.Conclusion?, unknown: [String]) {
    var unknown: [String] = []
    let holds = (Condition.alternatives(decision.when) ?? []).map { conditions in
      conditions.map { condition in
        guard case .value(let value, let unit) = find(condition),
          let bound = condition.bound(in: unit)
        else {
          unknown.append(condition.metric)
          return false
        }
        var outcome = CaseRecord.Objective(
          text: decision.when, verdict: condition.relation.holds(value, bound) ? .pass : .fail)
        weighSlope(of: condition.converted(to: unit), &outcome)
        return outcome.verdict == .pass
      }.allSatisfy { $0 }
    }.contains(true)
    return (
      holds ? CaseRecord.Conclusion(when: decision.when, say: decision.say) : nil, unknown
    )
  }

  /// The objective as missed, where a metric that is absent is known to be beyond the bound.
  private func missed(
    _ text: String, _ condition: Condition, _ absence: CaseRecord.Absence
  ) -> CaseRecord.Objective? {
    guard let least = absence.atLeast, [.below, .atMost].contains(condition.relation),
      let bound = condition.bound(in: least.unit), !condition.relation.holds(least.value, bound)
    else { return nil }
    var objective = CaseRecord.Objective(
      text: text, verdict: .fail, unit: least.unit, note: "at least: \(absence.reason)")
    objective.value = least.value
    objective.bound = bound
    objective.marginPercent = condition.margin(least.value, bound)
    return objective
  }

  private func known(_ condition: Condition) -> [String] {
    (condition.windows == nil ? entry.samples.map(\.metric) : []) + series.map(\.metric)
  }

  private func find(_ condition: Condition) -> Finding {
    if condition.windows == nil {
      if let samples = entry.samples.first(where: { $0.metric == condition.metric }),
        let worst = condition.converted(to: samples.unit).worst(samples.values)
      {
        return .value(worst, unit: samples.unit)
      }
      if let absence = entry.absent.first(where: { $0.metric == condition.metric }) {
        return .absent(absence)
      }
    }
    let own = series.filter { $0.metric == condition.metric }
    guard let unit = own.first?.unit else { return .unknown }
    let converted = condition.converted(to: unit)
    let sustained = own.compactMap { converted.sustained($0.values) }
    guard let worst = converted.worst(sustained) else {
      return .absent(
        CaseRecord.Absence(
          metric: condition.metric,
          reason: "there are fewer than \(condition.windows ?? 1) windows"))
    }
    return .value(worst, unit: unit)
  }
}

extension Condition {
  /// The bound in a metric's unit; nil if the units measure different things.
  fileprivate func bound(in unit: String) -> Double? {
    guard let own = self.unit else { return bound }
    return MeasurementUnit(own).scale(to: MeasurementUnit(unit)).map { bound * $0.multiplier }
  }

  /// The condition with its bound in a metric's unit, where that is possible.
  fileprivate func converted(to unit: String) -> Condition {
    var condition = self
    condition.bound = bound(in: unit) ?? bound
    return condition
  }

  /// Of several values the one farthest on the wrong side.
  func worst(_ values: [Double]) -> Double? {
    switch relation {
    case .below, .atMost: values.max()
    case .above, .atLeast: values.min()
    case .equal: values.first { $0 != bound } ?? values.first
    }
  }

  /// The value that was not bettered over `windows` windows in a row, at the worst moment.
  fileprivate func sustained(_ values: [Double]) -> Double? {
    let length = windows ?? 1
    guard values.count >= length else { return nil }
    let best = (0...(values.count - length)).compactMap { start -> Double? in
      let window = values[start..<(start + length)]
      return switch relation {
      case .below, .atMost: window.min()
      case .above, .atLeast: window.max()
      case .equal: window.first { $0 == bound } ?? window.first
      }
    }
    return worst(best)
  }

  /// How far a value keeps clear of the bound, in percent of it; nil of no bound to speak of.
  fileprivate func margin(_ value: Double, _ bound: Double) -> Double? {
    guard bound != 0 else { return nil }
    switch relation {
    case .below, .atMost: return 100 * (bound - value) / abs(bound)
    case .above, .atLeast: return 100 * (value - bound) / abs(bound)
    case .equal: return nil
    }
  }
}
