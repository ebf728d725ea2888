internal import PerfArguments
internal import PerfModel

/// `perfkit selftest power`: slowdowns that are there.
struct SelftestPower: RunnableCommand {
  var common = SelftestOptions()
  var comparisons = SelftestComparisonOptions()

  static let name = "power"
  static let summary = "Missed changes: slowdowns of 0, 5, 10 and 25 %."
  static let discussion = """
    Compares a program of about 20 ms with one that does more of the same work. Of comparisons \
    whose minimum detectable effect is at most 10 %, a slowdown of 10 % must be a warning or \
    worse in 90 %, and one of 25 % a failure, confirmed by a second batch, in 95 %. 100 \
    comparisons take about eight minutes.
    """
  static let examples = [Example("perfkit selftest power --comparisons 40", "")]
  static let parameters: [Parameter<SelftestPower>] = [
    .including(\.comparisons), .including(\.common),
  ]
  static let exitCodes = [0, 1, 2, 3, 64, 130]

  private static let slowdowns = [0, 0.05, 0.10, 0.25]

  func run(_ session: Session) throws(Problems) -> CommandResult {
    let trials = SelftestComparisons(options: comparisons, common: common, session: session)
    let counts = try trials.measure { folder throws(Problems) in
      var counts: [SelftestComparisons.Counts] = []
      for (part, slowdown) in Self.slowdowns.enumerated() {
        let label = "+\(Int(100 * slowdown)) %"
        if let folder {
          counts.append(
            try trials.run(
              folder.programs(.copy, slowdown: slowdown), label: label, part: UInt64(part)))
        } else {
          counts.append(
            try trials.run(SimulatedPrograms(slowdown: slowdown), label: label, part: UInt64(part)))
        }
      }
      return counts
    }
    let limit = 0.1
    let rates = zip(Self.slowdowns, counts).flatMap { slowdown, counts in
      let label = "+\(Int(100 * slowdown)) %"
      let total = counts.total(withinDetectable: limit)
      return [
        SelftestRate(
          name: "\(label): warned or worse",
          count: counts.count(.warn, .fail, withinDetectable: limit), total: total,
          promise: slowdown == 0.10 ? trials.atLeast(0.9) : nil),
        SelftestRate(
          name: "\(label): failed", count: counts.count(.fail, withinDetectable: limit),
          total: total, promise: slowdown == 0.25 ? trials.atLeast(0.95) : nil),
      ]
    }
    return SelftestResult(
      test: "power",
      summary: "Injected slowdowns, \(comparisons.pairs) pairs, of comparisons that detect 10 %:",
      options: common, settings: trials.settings, rates: rates
    ).conclude(session)
  }
}
