internal import PerfModel
internal import PerfReport

extension SuiteExecution {
  /// What the links of a case leave to doubt.
  static func linkWarnings(of entry: CaseRecord) -> [Problem] {
    guard entry.outcome == .passed else { return [] }
    return [unlikelyLoss(of: entry), unexplained(entry)].compactMap { $0 }
  }

  private static func unexplained(_ entry: CaseRecord) -> Problem? {
    let most = entry.samples.first { $0.metric == "unexplained" }?.values.max() ?? 0
    guard most > 0 else { return nil }
    let file = entry.tables.last { $0.schema == Schema.gapLog.name }?.file ?? ""
    return Problem(
      "case.unexplained-losses",
      "\(entry.name): \(Int(most)) operation\(most == 1 ? "" : "s") had no answer though no link "
        + "dropped \(most == 1 ? "it" : "them")",
      hint: "they are 'unknown' in .perfkit/runs/\(file)", verdict: .warn)
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
