internal import PerfArguments
internal import PerfModel

/// `perfkit ab`: two commands, two revisions or two variants, paired.
struct AB: RunnableCommand {
  var base: String?
  var head: String?
  var suites = PairedSuiteOptions()
  var pairs: Int?
  var warmup: Int?
  var warn: Percentage?
  var fail: Percentage?
  var measuring = MeasuringOptions()

  static let name = "ab"
  static let summary = "Compare commands, revisions or variants in pairs, with a verdict."
  static let forms = [
    "--base CMD --head CMD [OPTIONS]",
    "--base-ref REF [--head-ref REF] [--suite NAME]… [OPTIONS]",
    "--base-variant V --head-variant W [--suite NAME]… [OPTIONS]",
  ]
  static let discussion = """
    A pair is two fresh processes run back to back, in an order that a seeded coin decides. After \
    10, 20, 40 and 60 pairs the rule perfkit-verdict/1 looks whether every row is decided: the \
    wall time of two commands; of suites, the metrics of each case's result tables, or its wall \
    time. A failure is always measured twice. Status 0 means that a change of the fail limit is \
    excluded at 95 % confidence for every row; what cannot be decided is status 3. Between \
    revisions and variants digests and exact columns must be equal, too.
    """
  static let examples = [
    Example("perfkit ab --base ./old --head ./new", ""),
    Example("perfkit ab --base-ref v0.8", "the work tree against tag v0.8, all bench suites"),
    Example("perfkit ab --base-variant lock --head-variant ring --suite queue", ""),
  ]
  static let parameters: [Parameter<AB>] = [
    .option("--base", value: "CMD", help: "The command to compare with.", \.base),
    .option("--head", value: "CMD", help: "The command to judge.", \.head),
    .including(\.suites),
    .option(
      "--pairs", value: "N", help: "Take exactly N pairs, looking once.", bound: .from(1), \.pairs),
    .option(
      "--warmup", value: "N", help: "Runs of each before the first pair; else 1.",
      bound: .from(0), \.warmup),
    .option("--warn", value: "P", help: "The worsening that is a warning; else 5%.", \.warn),
    .option("--fail", value: "P", help: "The worsening that fails; else 20%.", \.fail),
    .including(\.measuring),
  ]
  static let exitCodes = [0, 1, 2, 3, 4, 5, 64, 130]

  /// Which of the three forms was typed.
  enum Form { case commands, revisions, variants }

  var form: Form {
    if suites.baseRef != nil || suites.headRef != nil { return .revisions }
    if suites.baseVariant != nil || suites.headVariant != nil { return .variants }
    return .commands
  }

  func validate() throws(UsageProblem) {
    let standard = Policy()
    if (warn?.fraction ?? standard.warn) >= (fail?.fraction ?? standard.fail) {
      throw .badValue(
        subject: "--warn", given: (warn ?? Percentage(standard.warn)).argumentText,
        expectation: "below --fail", suggestion: nil)
    }
    switch form {
    case .commands:
      guard base != nil else { throw .missingOption("--base", value: "CMD") }
      guard head != nil else { throw .missingOption("--head", value: "CMD") }
      if let given = suites.givenOption { throw .requires(given, anyOf: ["--base-ref"]) }
    case .revisions:
      try refuseCommands(beside: suites.baseRef == nil ? "--head-ref" : "--base-ref")
      guard suites.baseRef != nil else { throw .missingOption("--base-ref", value: "REF") }
      if suites.baseVariant != nil { throw .conflict("--base-variant", "--base-ref") }
      if suites.headVariant != nil { throw .conflict("--head-variant", "--base-ref") }
    case .variants:
      try refuseCommands(beside: suites.baseVariant == nil ? "--head-variant" : "--base-variant")
      guard suites.baseVariant != nil else { throw .missingOption("--base-variant", value: "V") }
      guard suites.headVariant != nil else { throw .missingOption("--head-variant", value: "W") }
      if suites.variant != nil { throw .conflict("--variant", "--base-variant") }
    }
  }

  /// What only two commands can have.
  private func refuseCommands(beside option: String) throws(UsageProblem) {
    let given = [
      ("--base", base != nil), ("--head", head != nil), ("--prepare", measuring.prepare != nil),
      ("--conclude", measuring.conclude != nil), ("--shell", measuring.shell != nil),
      ("--input", measuring.input != nil), ("--show-output", measuring.showOutput),
      ("--ignore-failure", measuring.ignoreFailure),
    ]
    if let other = given.first(where: \.1) { throw .conflict(other.0, option) }
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
