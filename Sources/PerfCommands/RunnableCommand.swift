internal import PerfArguments
internal import PerfModel

/// A command that can be carried out.
protocol RunnableCommand: Command {
  /// Does the command's work. What is thrown ends the command; a record of what went wrong in an
  /// engine is a result.
  func run(_ session: Session) throws(Problems) -> CommandResult
}
