internal import PerfArguments
internal import PerfModel

/// `perfkit ab`: two commands, paired.
struct AB: RunnableCommand {
  var base = ""
  var head = ""
  var pairs: Int?
  var warmup = 1
  var warn = Percentage(0.05)
  var fail = Percentage(0.20)
  var measuring = MeasuringOptions()

  static let name = "ab"
  static let summary = "Compare two commands by interleaved pairs, with a verdict."
  static let discussion = """
    A pair is two fresh processes run back to back, in an order that a seeded coin decides. After \
    10, 20, 40 and 60 pairs the rule perfkit-verdict/1 looks whether the change of the wall time \
    is decided. A failure is always measured twice. Status 0 means that a change of the fail \
    limit is excluded at 95 % confidence; what cannot be decided is status 3.
    """
  static let examples = [
    Example("perfkit ab --base ./old --head ./new", ""),
    Example("perfkit ab --base 'gzip -k6 f' --head 'gzip -k9 f' --prepare 'rm -f f.gz'", ""),
  ]
  static let parameters: [Parameter<AB>] = [
    .option("--base", value: "CMD", help: "The command to compare with.", required: true, \.base),
    .option("--head", value: "CMD", help: "The command to judge.", required: true, \.head),
    .option(
      "--pairs", value: "N", help: "Take exactly N pairs, looking once.", bound: .from(1), \.pairs),
    .option(
      "--warmup", value: "N", help: "Runs of each before the first pair.", bound: .from(0),
      \.warmup),
    .option("--warn", value: "P", help: "The worsening that is a warning.", \.warn),
    .option("--fail", value: "P", help: "The worsening that fails.", \.fail),
    .including(\.measuring),
  ]
  static let exitCodes = [0, 1, 2, 3, 4, 64, 130]

  func validate() throws(UsageProblem) {
    guard warn.fraction < fail.fraction else {
      throw .badValue(
        subject: "--warn", given: warn.argumentText, expectation: "below --fail", suggestion: nil)
    }
  }

  func run(_ session: Session) throws(Problems) -> CommandResult {
    try ABCommand(options: self, session: session).perform()
  }
}

/// A percentage of the command line, above 0 and below 100.
struct Percentage: ArgumentValue, Hashable {
  let fraction: Double

  init(_ fraction: Double) { self.fraction = fraction }

  static func parse(_ text: String) -> Percentage? {
    guard case .relative(let fraction) = Limit(text: text), fraction > 0, fraction < 1 else {
      return nil
    }
    return Percentage(fraction)
  }

  static var expectation: String { "a percentage such as 5%" }

  var argumentText: String {
    let percent = (fraction * 1000).rounded() / 10
    return percent == percent.rounded() ? "\(Int(percent))%" : "\(percent)%"
  }
}
