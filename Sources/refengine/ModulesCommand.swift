internal import MarketData
internal import PerfProbe

/// `refengine modules`: what each module of the exchange takes, into module-overhead.csv.
struct ModulesCommand {
  let flow: MeasuredFlow

  init(_ arguments: Arguments) throws(Failure) {
    flow = try MeasuredFlow(arguments)
  }

  func run() throws(Failure) {
    var generator = try flow.generator()
    let stream = generator.next(flow.prefill + flow.messages)
    let passes = try ModulePasses(stream, prefill: flow.prefill)
    let rows = try passes.rows()
    let result = ModuleOverheadResult(
      scenario: flow.name, messages: flow.messages, rows: rows, cost: passes.cost)
    try result.write()
    try Console.write(
      "\(flow.name), seed \(flow.seed): \(flow.messages) messages, digest \(passes.digest)\n"
        + result.text)
  }
}
