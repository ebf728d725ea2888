internal import PerfModel
internal import PerfReport

extension SuiteExecution {
  /// What the links of a case leave to doubt.
  static func loadWarnings(of entry: CaseRecord, in run: String) -> [Problem] {
    guard entry.outcome == .passed else { return [] }
    return [unlikelyLoss(of: entry), unexplained(entry, in: run)].compactMap { $0 }
  }

  /// Operations that were lost or failed where no objective counts them.
  static func unjudged(_ entry: CaseRecord, _ objectives: [String]) -> Problem? {
    let judged = objectives.compactMap { Condition(objective: $0)?.metric }
    let counts = [("lost", "had no answer"), ("failed", "failed")]
      .filter { metric, _ in !judged.contains(metric) && !judged.contains("done") }
      .compactMap { metric, what -> String? in
        let most = entry.samples.first { $0.metric == metric }?.values.max() ?? 0
        return most > 0 ? "\(Int(most)) \(what)" : nil
      }
    guard !counts.isEmpty, entry.tables.contains(where: { $0.schema == Schema.stressScenario.name })
    else { return nil }
    return Problem(
      "case.unjudged-failures",
      "\(entry.name): of its operations " + counts.joined(separator: " and ")
        + ", which no objective judges",
      hint: "such as objectives: [lost = 0, failed = 0]", verdict: .warn)
  }

  private static func unexplained(_ entry: CaseRecord, in run: String) -> Problem? {
    let most = entry.samples.first { $0.metric == "unexplained" }?.values.max() ?? 0
    guard most > 0 else { return nil }
    let file = entry.tables.last { $0.schema == Schema.gapLog.name }?.file ?? ""
    return Problem(
      "case.unexplained-losses",
      "\(entry.name): \(Int(most)) operation\(most == 1 ? "" : "s") had no answer though no link "
        + "dropped \(most == 1 ? "it" : "them")",
      hint: "they are 'unknown' in .perfkit/runs/\(run)/\(file)", verdict: .warn)
  }

  private static func unlikelyLoss(of entry: CaseRecord) -> Problem? {
    guard let loss = entry.unlikelyLoss else { return nil }
    func text(_ value: Double) -> String { Quantity.text(value, unit: "%") }
    return Problem(
      "case.unlikely-loss",
      "\(entry.name): a link lost \(text(loss.observed)), where its law predicts "
        + "\(text(loss.predicted)) and 4 standard deviations around it are "
        + "\(text(loss.range.lowerBound))…\(text(loss.range.upperBound))",
      hint: "try another seed: where that is unlikely too, perfkit is wrong", verdict: .warn)
  }
}
