internal import PerfCompare
internal import PerfModel
internal import PerfRun
internal import PerfStatistics

/// The comparison that a batch of pairs makes: the wall time decides, the rest is shown.
struct PairedComparison {
  let base: String
  let head: String
  let sampler: PairedSampler
  let outcome: PairedOutcome

  var comparison: Comparison {
    let heads = sampler.samples(of: .head)
    let rows = sampler.samples(of: .base).compactMap { old -> Comparison.Row? in
      guard let new = heads.first(where: { $0.metric == old.metric }) else { return nil }
      return row(old, new)
    }
    let verdict: Verdict =
      if case .verdict(let verdict) = outcome.decision { verdict } else { .inconclusive }
    return Comparison(base: base, head: head, rows: rows, warnings: [], verdict: verdict)
  }

  private func row(_ old: CaseRecord.Samples, _ new: CaseRecord.Samples) -> Comparison.Row {
    var row = Comparison.Row(
      suite: "ab", caseName: head, metric: old.metric, unit: old.unit, better: old.better,
      gating: old.metric == "wall_time", base: .number(Self.median(old.values)),
      head: .number(Self.median(new.values)))
    row.pairs = sampler.pairs
    let (before, after) = (Self.median(old.values), Self.median(new.values))
    if before != 0 { row.changePercent = 100 * (after / before - 1) }
    guard row.gating else { return row }
    if case .verdict(let verdict) = outcome.decision { row.verdict = verdict }
    row.notes = outcome.notes
    if let estimate = outcome.estimate {
      row.changePercent = estimate.changePercent
      if estimate.minimumDetectableEffect.isFinite {
        row.detectablePercent = 100 * estimate.minimumDetectableEffect
      }
      if estimate.intervalPercent.upperBound.isFinite {
        row.intervalPercent = estimate.intervalPercent
      }
    }
    return row
  }

  private static func median(_ values: [Double]) -> Double { PerfStatistics.median(values.span) }
}
