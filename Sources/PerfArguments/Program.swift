/// A command-line program: its commands and the options that all of them share.
public struct Program<Globals: CommandLineOptions>: Sendable {
  let name: String
  let summary: String
  let discussion: String
  let commands: [CommandNode]
  let examples: [Example]
  let exitCodes: [ExitCode]

  /// Makes a program; `help`, `--help`, `-h` and `--version` are added to what is declared.
  public init(
    name: String, summary: String, discussion: String = "", commands: [CommandNode],
    examples: [Example] = [], exitCodes: [ExitCode] = []
  ) {
    self.name = name
    self.summary = summary
    self.discussion = discussion
    self.commands = commands
    self.examples = examples
    self.exitCodes = exitCodes
  }
}

/// A status the program may end with, and what it says.
public struct ExitCode: Sendable, Hashable {
  /// The status, from 0 to 255.
  public let status: Int
  /// What it means, in a few words.
  public let meaning: String

  /// Makes an exit code.
  public init(_ status: Int, _ meaning: String) {
    self.status = status
    self.meaning = meaning
  }
}

/// What a command line asks for.
public enum Request<Globals: CommandLineOptions>: Sendable {
  /// To run a command.
  case run(Invocation<Globals>)
  /// To print a page of help.
  case help(HelpPage, Globals)
  /// To print the version.
  case version(Globals)
}

/// A command with everything that was given to it.
public struct Invocation<Globals: CommandLineOptions>: Sendable {
  /// The command with its options filled in.
  public let command: any Command
  /// The words that called it, such as `baseline` and `record`.
  public let path: [String]
  /// The options that all commands share.
  public let globals: Globals
}
