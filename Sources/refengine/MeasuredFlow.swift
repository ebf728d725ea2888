internal import MarketData

/// The flow that a command measures: `--scenario S --seed N --messages N`.
struct MeasuredFlow {
  let scenario: Scenario
  let seed: UInt64
  /// Messages behind those that fill the book.
  let messages: Int

  init(_ arguments: Arguments) throws(Failure) {
    scenario = try arguments.choice(.scenario, of: Self.scenarios)
    seed = try arguments.seed()
    messages = try arguments.number(
      .messages, in: 1...GenerateCommand.most, default: Scenario.defaultMessages)
  }

  /// The scenarios by name.
  static var scenarios: [(name: String, value: Scenario)] {
    Scenario.allCases.map { (name: $0.rawValue, value: $0) }
  }

  /// Messages that fill the book before those that are measured.
  var prefill: Int { scenario.live }

  var name: String { scenario.rawValue }

  /// What a message takes in memory at most: itself, as a request, and its times.
  private static let bytesPerMessage = 80

  /// The flow, if there is memory for all of it.
  func generator() throws(Failure) -> OrderGenerator {
    try Memory.require((prefill + messages) * Self.bytesPerMessage)
    return scenario.generator(seed: seed)
  }
}
