/// A plain struct of options and arguments with their defaults.
public protocol CommandLineOptions: Sendable {
  /// Makes the options that hold when nothing is given.
  init()
  /// The options and arguments, in the order that help shows.
  static var parameters: [Parameter<Self>] { get }
}

/// A command: a struct of its options, with what help says of it.
public protocol Command: CommandLineOptions {
  /// The word that calls it.
  static var name: String { get }
  /// One line in the lists of commands, beginning in upper case and ending in a full stop.
  static var summary: String { get }
  /// Paragraphs for its own help, separated by an empty line; may be empty.
  static var discussion: String { get }
  /// Calls worth showing.
  static var examples: [Example] { get }
  /// The exit codes that its help lists; empty: a pointer to the program's help.
  static var exitCodes: [Int] { get }
  /// What follows the command's name in usage lines; empty: made from the parameters.
  static var forms: [String] { get }
  /// Checks what no single option can, such as two that exclude each other.
  func validate() throws(UsageProblem)
}

extension Command {
  /// No further text.
  public static var discussion: String { "" }
  /// No examples.
  public static var examples: [Example] { [] }
  /// A pointer to the program's help.
  public static var exitCodes: [Int] { [] }
  /// One form, made from the parameters.
  public static var forms: [String] { [] }
  /// Accepts everything.
  public func validate() throws(UsageProblem) {}
}

/// A call worth showing in help.
public struct Example: Sendable, Hashable {
  /// The whole line as typed, without a prompt.
  public let line: String
  /// What it does, as a sentence.
  public let meaning: String

  /// Makes an example.
  public init(_ line: String, _ meaning: String) {
    self.line = line
    self.meaning = meaning
  }
}
