internal import Glibc
internal import PerfArguments
internal import PerfCompare
internal import PerfJSON
internal import PerfModel
internal import PerfStatistics

/// `perfkit selftest sequential`: the error of stopping early.
struct SelftestSequential: RunnableCommand {
  var common = SelftestOptions()
  var simulations = 2000

  static let name = "sequential"
  static let summary = "The error of looking several times, simulated."
  static let discussion = """
    Simulates pairs of equal programs under several laws of noise and lets the rule look after \
    10, 20, 40 and 60 of them. A detection is an interval that excludes no change at any look, or \
    a verdict of warn, fail or improved. Beside it stands what looking as often at a plain 5 % \
    test would find.
    """
  static let examples = [Example("perfkit selftest sequential", "")]
  static let parameters: [Parameter<SelftestSequential>] = [
    .option(
      "--simulations", value: "N", help: "Comparisons of each law.", bound: .from(1),
      \.simulations),
    .including(\.common),
  ]
  static let exitCodes = [0, 1, 2, 3, 64, 130]

  private static let noise = 0.1

  /// What one simulated comparison found.
  private struct Found {
    var excludes = false
    var decides = false
    var naive = false
  }

  func run(_ session: Session) throws(Problems) -> CommandResult {
    var rates: [SelftestRate] = []
    var naive = 0
    for model in NoiseModel.allCases {
      var generator = Xoshiro256(seed: common.seed)
      session.console.progress("simulating \(model.rawValue) noise")
      let found = (0..<simulations).map { _ in simulate(model, &generator) }
      naive += found.count(where: \.naive)
      rates.append(
        SelftestRate(
          name: "\(model.rawValue): excludes 0", count: found.count(where: \.excludes),
          total: simulations, promise: .notAbove(0.05)))
      rates.append(
        SelftestRate(
          name: "\(model.rawValue): verdict", count: found.count(where: \.decides),
          total: simulations, promise: .notAbove(0.05)))
    }
    rates.append(
      SelftestRate(
        name: "plain looks at p < 5 %", count: naive,
        total: simulations * NoiseModel.allCases.count, promise: nil))
    return SelftestResult(
      test: "sequential",
      summary: "The adaptive rule without a change, \(simulations) simulations of each noise:",
      options: common, settings: [("simulations", .integer(simulations))], rates: rates
    ).conclude(session)
  }

  private func simulate(_ model: NoiseModel, _ generator: inout Xoshiro256) -> Found {
    let rule = PairedRule(familySize: 1)
    let most = rule.looks[rule.looks.count - 1]
    // Both runs of a pair are neighbours in time, so that a burst hits both.
    let times = model.values(2 * most, sd: Self.noise, &generator).map { exp($0) }
    let headFirst = (0..<most).map { _ in generator.index(below: 2) }
    let base = (0..<most).map { times[2 * $0 + headFirst[$0]] }
    let head = (0..<most).map { times[2 * $0 + 1 - headFirst[$0]] }
    var found = Found()
    var look = rule.looks[0]
    while true {
      let row = PairedRow(
        base: Array(base.prefix(look)), head: Array(head.prefix(look)), better: .lower)
      let outcome = rule.judge([row.sabotaged(common.sabotage)], isOver: look == most)[0]
      if let estimate = outcome.estimate, estimate.lower > 0 || estimate.upper < 0 {
        found.excludes = true
      }
      switch outcome.decision {
      case .more(let pairs): look = pairs
      case .verdict(let verdict):
        found.decides = [.warn, .fail, .improved].contains(verdict)
        found.naive = peeks(base, head, rule.looks)
        return found
      case .info: return found
      }
    }
  }

  private func peeks(_ base: [Double], _ head: [Double], _ looks: [Int]) -> Bool {
    looks.contains { look in
      let y = zip(base.prefix(look), head.prefix(look)).map { log($1 / $0) }
      return wilcoxonSignedRank(y.span).pValue < 0.05
    }
  }
}
