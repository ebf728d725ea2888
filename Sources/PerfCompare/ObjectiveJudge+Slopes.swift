internal import PerfModel

extension ObjectiveJudge {
  /// Judges an objective on a slope by the interval of every run: it is met where all of each
  /// interval keeps the bound, missed where all of one breaks it, and open otherwise.
  ///
  /// `condition` has its bound in the metric's unit.
  func weighSlope(of condition: Condition, _ objective: inout CaseRecord.Objective) {
    let slopes = slopes(condition.metric)
    guard !slopes.isEmpty else { return }
    let verdicts = slopes.map { $0.verdict(condition) }
    for verdict in [Verdict.fail, .inconclusive, .pass] {
      let own = slopes.indices.filter { verdicts[$0] == verdict }
      guard let worst = condition.worst(own.map { slopes[$0].middle }),
        let run = own.first(where: { slopes[$0].middle == worst })
      else { continue }
      objective.verdict = verdict
      objective.value = worst
      // Runs without a slope leave no value, and the place of another is not its number then.
      let isNamed = slopes.count > 1 && slopes.count == entry.runs.count
      objective.note = note(
        on: slopes[run], run: isNamed ? run : nil, condition, objective)
      return
    }
  }

  /// A slope of one run with its interval.
  private struct Slope {
    var low: Double
    var middle: Double
    var high: Double

    func verdict(_ condition: Condition) -> Verdict {
      let ends = [low, high].map { condition.relation.holds($0, condition.bound) }
      if ends == [true, true] { return .pass }
      let isWithin = condition.relation == .equal && (low...high).contains(condition.bound)
      return ends == [false, false] && !isWithin ? .fail : .inconclusive
    }
  }

  /// The slopes of all runs; none of another metric, or without intervals.
  private func slopes(_ metric: String) -> [Slope] {
    let name = metric.prefix { $0 != "[" }
    let key = metric.dropFirst(name.count)
    guard name.hasSuffix("_slope") else { return [] }
    func values(_ end: String) -> [Double] {
      entry.samples.first { $0.metric == name + end + key }?.values ?? []
    }
    let (lows, middles, highs) = (values("_low"), values(""), values("_high"))
    guard lows.count == middles.count, highs.count == middles.count else { return [] }
    return middles.indices.filter { lows[$0] <= highs[$0] }
      .map { Slope(low: lows[$0], middle: middles[$0], high: highs[$0]) }
  }

  private func note(
    on slope: Slope, run: Int?, _ condition: Condition, _ objective: CaseRecord.Objective
  ) -> String {
    let unit = objective.unit
    let interval =
      (run.map { "run \($0): " } ?? "")
      + "95 % interval \(Self.rounded(slope.low)) to \(Self.rounded(slope.high)) \(unit)"
    switch objective.verdict {
    case .inconclusive:
      return interval + " reaches beyond \(Self.rounded(condition.bound)) \(unit): "
        + "a longer 'duration' narrows it"
    case .fail where slope.low > 0: return "leak: " + interval
    default: return interval
    }
  }

  /// Three significant digits, and all of those before the point.
  private static func rounded(_ value: Double) -> String {
    var scale = 1.0
    while abs(value) * scale < 100, value != 0, scale < 1e12 { scale *= 10 }
    let number = (value * scale).rounded() / scale
    return number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)"
  }
}
