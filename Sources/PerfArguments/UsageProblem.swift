/// What is wrong with a command line.
public enum UsageProblem: Error, Sendable, Hashable {
  /// A group, or the program, was called without a command.
  case missingCommand(known: [String])
  /// No command has this name.
  case unknownCommand(String, suggestion: String?, known: [String])
  /// No option has this name; `owners` are commands that do have it.
  case unknownOption(String, suggestion: String?, owners: [String])
  /// An option stands without its value; `next` is the option-like word that follows.
  case missingValue(option: String, value: String, next: String?)
  /// A flag was given a value, as in `--json=yes`.
  case unexpectedValue(option: String, given: String)
  /// A value does not fit its option or argument, named by `subject`.
  case badValue(subject: String, given: String, expectation: String, suggestion: String?)
  /// An option with a single value was given twice.
  case repeatedOption(String)
  /// An argument too many; `separated` if the command takes words after `--` only.
  case unexpectedArgument(String, separated: Bool)
  /// A required argument was not given.
  case missingArgument(String, separated: Bool)
  /// A required option was not given.
  case missingOption(String, value: String)
  /// Options that exclude each other were given together.
  case conflict(String, String)
  /// The first option has no meaning without one of the others.
  case requires(String, anyOf: [String])
}
