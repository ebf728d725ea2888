/// A mistake or failure a person must hear of: what, where and what to do next.
public struct Problem: Error, Sendable, Hashable {
  /// A stable name for scripts, such as `plan.unknown-key`.
  public var code: String
  /// One sentence that says what is wrong.
  public var message: String
  /// What to do next.
  public var hint: String?
  /// The file concerned, as the user would name it.
  public var file: String?
  /// The line in the file, from 1.
  public var line: Int?
  /// The column in the line, in characters from 1.
  public var column: Int?
  /// The line of the file, to be shown with a caret under `column`.
  public var excerpt: String?
  /// How many characters the caret underlines.
  public var length: Int
  /// The verdict that a command ends with because of it.
  public var verdict: Verdict

  /// Makes a problem from its parts.
  public init(
    _ code: String, _ message: String, hint: String? = nil, file: String? = nil, line: Int? = nil,
    column: Int? = nil, excerpt: String? = nil, length: Int = 1, verdict: Verdict = .error
  ) {
    self.code = code
    self.message = message
    self.hint = hint
    self.file = file
    self.line = line
    self.column = column
    self.excerpt = excerpt
    self.length = length
    self.verdict = verdict
  }
}

/// Several problems found at once, in the order of their places.
public struct Problems: Error, Sendable {
  /// The problems; never empty.
  public var all: [Problem]

  /// Makes a list of problems.
  public init(_ all: [Problem]) { self.all = all }
}
