internal import MarketData
internal import PerfProbe

/// `refengine modules`: what each module of the exchange takes, into module-overhead.csv.
struct ModulesCommand {
  let scenario: Scenario
  let seed: UInt64
  let messages: Int

  init(_ arguments: Arguments) throws(Failure) {
    scenario = try arguments.choice(
      .scenario, of: Scenario.allCases.map { (name: $0.rawValue, value: $0) })
    seed = try arguments.seed()
    messages = try arguments.number(
      .messages, in: 1...GenerateCommand.most, default: Scenario.defaultMessages)
  }

  func run() throws(Failure) {
    var generator = scenario.generator(seed: seed)
    let stream = generator.next(scenario.live + messages)
    let passes = ModulePasses(stream, prefill: scenario.live)
    let rows = try passes.rows()
    let result = ModuleOverheadResult(
      scenario: scenario.rawValue, messages: messages, rows: rows, cost: passes.cost)
    try result.write()
    try Console.write(
      "\(scenario.rawValue), seed \(seed): \(messages) messages, digest \(passes.digest)\n"
        + result.text)
  }
}
