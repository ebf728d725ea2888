public import PerfJSON
public import PerfModel

extension Problem {
  /// The members of an entry in `errors` or `warnings`.
  public var json: JSON {
    .object([
      ("code", .string(code)), ("message", .string(message)), ("hint", .optional(hint)),
      ("file", .optional(file)), ("line", line.map { .integer($0) } ?? .null),
      ("column", column.map { .integer($0) } ?? .null),
    ])
  }
}

extension Problem {
  init(_ reader: DocumentReader, _ verdict: Verdict) throws(DocumentError) {
    self.init(
      try reader.string("code"), try reader.string("message"),
      hint: try reader.nullableString("hint"), file: try reader.nullableString("file"),
      line: reader.json["line"]?.integer.map(Int.init),
      column: reader.json["column"]?.integer.map(Int.init), verdict: verdict)
  }
}

/// What a command that made no other document prints and leaves (`perfkit-outcome/1`).
public struct Outcome: Sendable {
  /// The command.
  public var command: String
  /// What went wrong.
  public var errors: [Problem]
  /// The verdict.
  public var verdict: Verdict
  /// The exit status.
  public var exit: Int32

  /// Makes an outcome.
  public init(command: String, errors: [Problem] = [], verdict: Verdict, exit: Int32) {
    self.command = command
    self.errors = errors
    self.verdict = verdict
    self.exit = exit
  }

  /// The document.
  public var json: JSON {
    .object([
      ("format", .string("perfkit-outcome/1")), ("command", .string(command)),
      ("errors", .array(errors.map(\.json))), ("verdict", .string(verdict.rawValue)),
      ("exit", .integer(exit)),
    ])
  }
}
