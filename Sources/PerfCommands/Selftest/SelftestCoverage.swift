internal import Glibc
internal import PerfArguments
internal import PerfCompare
internal import PerfJSON
internal import PerfModel
internal import PerfStatistics

/// `perfkit selftest coverage`: whether intervals hold what they say.
struct SelftestCoverage: RunnableCommand {
  var common = SelftestOptions()
  var simulations = 2000

  static let name = "coverage"
  static let summary = "How often 95 % intervals hold the truth, simulated."
  static let discussion = """
    Draws samples of known laws, skewed and heavy-tailed among them, and counts how often the 95 % \
    interval holds the true value: the interval of the change that verdicts rest on, and the \
    intervals of the median and of the 90th percentile that `perfkit bench` shows. The bootstrap's \
    interval of a ratio of medians stands beside them without a promise.
    """
  static let examples = [Example("perfkit selftest coverage", "")]
  static let parameters: [Parameter<SelftestCoverage>] = [
    .option(
      "--simulations", value: "N", help: "Samples of each law.", bound: .from(1), \.simulations),
    .including(\.common),
  ]
  static let exitCodes = [0, 1, 2, 3, 64, 130]

  private static let sizes = [10, 20, 60]

  func run(_ session: Session) throws(Problems) -> CommandResult {
    var rates: [SelftestRate] = []
    for model in [NoiseModel.normal, .t3, .outliers, .skewed] {
      session.console.progress("drawing from the \(model.rawValue) law")
      for pairs in Self.sizes { rates.append(changes(model, pairs)) }
    }
    for model in [NoiseModel.t3, .skewed] {
      for p in [0.5, 0.9] { rates.append(quantiles(model, p)) }
      rates.append(bootstrap(model))
    }
    return SelftestResult(
      test: "coverage", summary: "95 % intervals, \(simulations) samples of each law:",
      options: common, settings: [("simulations", .integer(simulations))], rates: rates
    ).conclude(session)
  }

  /// The interval of a true change of 8 %.
  private func changes(_ model: NoiseModel, _ pairs: Int) -> SelftestRate {
    var generator = Xoshiro256(seed: common.seed)
    let rule = PairedRule(looks: [pairs], familySize: 1, mayRaise: false)
    let change = log(1.08)
    let held = (0..<simulations).count { _ in
      let row = PairedRow(
        base: model.values(pairs, sd: 0.1, &generator).map { exp($0) },
        head: model.values(pairs, sd: 0.1, &generator).map { exp($0 + change) }, better: .lower)
      let outcome = rule.judge([row.sabotaged(common.sabotage)], isOver: true)[0]
      guard let estimate = outcome.estimate else { return false }
      return estimate.lower <= change && change <= estimate.upper
    }
    return SelftestRate(
      name: "change, \(model.rawValue), \(pairs) pairs", count: held, total: simulations,
      promise: .notBelow(0.95))
  }

  /// The interval of a quantile of 60 values; the truth is that of a large sample of the law.
  private func quantiles(_ model: NoiseModel, _ p: Double) -> SelftestRate {
    var generator = Xoshiro256(seed: common.seed)
    let many = model.values(400_000, sd: 0.1, &generator)
    let truth = quantile(many.span, p)
    let held = (0..<simulations).count { _ in
      let values = model.values(60, sd: 0.1, &generator)
      let interval = quantileInterval(values.span, p)
      return interval.lower <= truth && truth <= interval.upper
    }
    return SelftestRate(
      name: "p\(Int(100 * p)), \(model.rawValue), 60 runs", count: held, total: simulations,
      promise: .notBelow(0.95))
  }

  private func bootstrap(_ model: NoiseModel) -> SelftestRate {
    var generator = Xoshiro256(seed: common.seed)
    let count = min(simulations, 500)
    let held = (0..<count).count { _ in
      let first = model.values(40, sd: 0.1, &generator).map { exp($0) }
      let second = model.values(40, sd: 0.1, &generator).map { exp($0) }
      let interval = Bootstrap(draws: 1000).ratioOfMedians(first.span, second.span)
      return interval.lower <= 1 && 1 <= interval.upper
    }
    return SelftestRate(
      name: "bootstrap, \(model.rawValue), 40 runs", count: held, total: count, promise: nil)
  }
}
