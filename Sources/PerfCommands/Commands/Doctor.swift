internal import PerfArguments
internal import PerfModel

/// `perfkit doctor`: what this machine can and cannot show.
struct Doctor: RunnableCommand {
  var quick = false
  var cpu: Int?
  var noLock = false

  static let name = "doctor"
  static let summary = "Show what this machine can and cannot measure, and what would help."
  static let discussion = """
    Looks at noise, clocks, counters, limits, packages, git and keys, changes nothing and never \
    asks. Then compares perfkit with itself in 40 pairs and tells how small a change this machine \
    shows. Takes a few seconds. What is known to help follows in order of effect.
    """
  static let examples = [
    Example("perfkit doctor", ""),
    Example("perfkit doctor --quick", "without the comparison"),
    Example("perfkit doctor --strict", "status 2 where measurements would suffer"),
  ]
  static let parameters: [Parameter<Doctor>] = [
    .flag("--quick", help: "Leave out the comparison of perfkit with itself.", \.quick),
    .option(
      "--cpu", value: "N", help: "Run the comparison on this processor only.", bound: .from(0),
      \.cpu),
    .flag("--no-lock", help: "Do not wait for another perfkit that measures.", \.noLock),
  ]
  static let exitCodes = [0, 1, 2, 64, 130]

  func run(_ session: Session) throws(Problems) -> CommandResult {
    try Examination(options: self, session: session).conclude()
  }
}
