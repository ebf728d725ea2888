/// A command line that cannot be followed: the problem and the command it concerns.
public struct UsageError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong.
  public let problem: UsageProblem
  /// The words of the command concerned, the program's name first.
  public let path: [String]
  /// The forms in which the command is used, each a line that begins with the program's name.
  public let usage: [String]

  /// A stable name for scripts, such as `usage.unknown-option`.
  public var code: String { problem.code }
  /// One sentence that says what is wrong, without a full stop.
  public var message: String { problem.message }
  /// What to do next: a suggestion, or else the call that shows the command's help.
  public var hint: String { problem.hint ?? "see '\(helpCall)'" }
  /// The call that shows the command's help.
  public var helpCall: String { path.joined(separator: " ") + " --help" }

  /// The message, what to do and the usage, as a person reads it; lines without a final newline.
  public var description: String {
    var lines = ["error: \(message)"]
    if let hint = problem.hint { lines.append("hint: \(hint)") }
    for (index, form) in usage.enumerated() {
      lines.append((index == 0 ? "usage: " : "       ") + form)
    }
    lines.append("See '\(helpCall)'.")
    return lines.joined(separator: "\n")
  }
}
