internal import PerfArguments
internal import PerfModel

/// `perfkit selftest aa`: a program against itself.
struct SelftestAA: RunnableCommand {
  var common = SelftestOptions()
  var comparisons = SelftestComparisonOptions()

  static let name = "aa"
  static let summary = "False alarms: a program against its copy."
  static let discussion = """
    Compares a program of about 20 ms with its byte copy, and with a file of the same code and \
    other bytes, as `perfkit ab --pairs 20` does; no change is there to be found. Beside it runs \
    what most tools do: all runs of one, then all of the other, and the Mann-Whitney test at 5 %. \
    100 comparisons take about five minutes.
    """
  static let examples = [
    Example("perfkit selftest aa", ""),
    Example("perfkit selftest aa --simulated --sabotage order", "must end with 2"),
  ]
  static let parameters: [Parameter<SelftestAA>] = [
    .including(\.comparisons), .including(\.common),
  ]
  static let exitCodes = [0, 1, 2, 3, 64, 130]

  func run(_ session: Session) throws(Problems) -> CommandResult {
    let trials = SelftestComparisons(options: comparisons, common: common, session: session)
    let (copy, comment) = try trials.measure { folder throws(Problems) in
      if let folder {
        return (
          try trials.run(folder.programs(.copy), label: "copy", part: 0, controls: true),
          try trials.run(folder.programs(.comment), label: "comment", part: 1)
        )
      }
      let same = SimulatedPrograms(slowdown: 0)
      return (
        try trials.run(same, label: "copy", part: 0, controls: true),
        try trials.run(same, label: "comment", part: 1)
      )
    }
    let total = comparisons.comparisons
    let rates = [("copy", copy), ("comment", comment)].flatMap { name, counts in
      [
        SelftestRate(
          name: "\(name): pass", count: counts.count(.pass), total: total,
          promise: trials.atLeast(0.95)),
        SelftestRate(
          name: "\(name): warn", count: counts.count(.warn), total: total,
          promise: trials.atMost(0.01)),
        SelftestRate(
          name: "\(name): fail", count: counts.count(.fail), total: total, promise: .atMost(0)),
        SelftestRate(
          name: "\(name): improved", count: counts.count(.improved), total: total, promise: nil),
        SelftestRate(
          name: "\(name): inconclusive", count: counts.count(.inconclusive), total: total,
          promise: nil),
        SelftestRate(
          name: "\(name): detects 10 %", count: counts.total(withinDetectable: 0.1), total: total,
          promise: trials.atLeast(0.9)),
      ]
    }
    let control = SelftestRate(
      name: "one after the other, p < 5 %", count: copy.flagged, total: total, promise: nil)
    return SelftestResult(
      test: "aa",
      summary: "A program against itself, \(comparisons.pairs) pairs, \(total) comparisons each:",
      options: common, settings: trials.settings, rates: rates + [control]
    ).conclude(session)
  }
}
