internal import PerfArguments
internal import PerfModel

/// `perfkit completions`: a script for a shell.
struct Completions: RunnableCommand {
  var shell = Shell.bash

  static let name = "completions"
  static let summary = "Print a completion script for a shell."
  static let examples = [
    Example("perfkit completions bash > /etc/bash_completion.d/perfkit", "for all bash users")
  ]
  static let parameters: [Parameter<Completions>] = [
    .positional("SHELL", help: "bash, zsh or fish.", \.shell)
  ]
  static let exitCodes = [0, 64]

  func run(_ session: Session) throws(Problems) -> CommandResult {
    session.console.result([Root.program.completions(for: shell)])
    return CommandResult()
  }
}
