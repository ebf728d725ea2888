internal import PerfCompare
internal import PerfJSON
internal import PerfModel
internal import PerfResults
internal import PerfRun

/// The document of `perfkit ab`: the comparison with every sample that it rests on.
struct PairedDocument {
  let options: AB
  let rule: PairedRule
  let batches: [ABCommand.Batch]
  let comparison: Comparison
  let verdict: Verdict
  let exit: Int32

  var json: JSON {
    guard case .object(var members) = comparison.json else { return .null }
    members.removeAll { $0.name == "verdict" }
    members += [
      JSON.Member("policy", policy), JSON.Member("seed", .integer(options.measuring.seed)),
      JSON.Member("alpha", .number(rule.alpha)),
      JSON.Member("looks", .array(rule.looks.map { .integer($0) })),
      JSON.Member("family", .integer(rule.familySize)),
      JSON.Member("batches", .array(batches.map(samples))), JSON.Member("errors", .array([])),
      JSON.Member("verdict", .string(verdict.rawValue)), JSON.Member("exit", .integer(exit)),
    ]
    return .object(members)
  }

  private var policy: JSON {
    .object([
      ("warn", .number(options.warn.fraction)), ("fail", .number(options.fail.fraction)),
    ])
  }

  /// One batch: its seed, the order of every pair, and all values in time order.
  private func samples(_ batch: ABCommand.Batch) -> JSON {
    func side(_ side: PairedSampler.Side) -> JSON {
      .object(
        batch.sampler.samples(of: side).map { metric in
          (metric.metric, .array(metric.values.map { .number($0) }))
        })
    }
    return .object([
      ("seed", .integer(batch.seed)), ("pairs", .integer(batch.sampler.pairs)),
      ("head_first", .array(batch.sampler.headFirst.map { .bool($0) })),
      ("base", side(.base)), ("head", side(.head)),
    ])
  }
}
