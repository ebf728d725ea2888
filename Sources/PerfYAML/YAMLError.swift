/// A mistake in the YAML of a file.
public struct YAMLError: Error, Sendable, Hashable {
  /// What is wrong.
  public enum Reason: Sendable, Hashable {
    /// The file has more bytes than the limit.
    case tooLarge(bytes: Int, limit: Int)
    /// There is nothing but blank lines and comments.
    case empty
    /// The file is UTF-16 or UTF-32.
    case wideEncoding
    /// A byte that no UTF-8 text has at this place.
    case notUTF8(byte: UInt8)
    /// A character that has no place in a text file: control characters, invisible line breaks.
    case character(UInt32)
    /// The text is not YAML.
    case syntax(Syntax)
    /// Lists and mappings lie deeper in each other than the limit.
    case tooDeep(limit: Int)
    /// More nodes than the limit.
    case tooManyNodes(limit: Int)
    /// A key that the same mapping already has.
    case duplicateKey(String, first: YAMLPosition)
    /// A key that is a list, a mapping or nothing.
    case keyNotText
    /// `&name`.
    case anchor(String)
    /// `*name`.
    case alias(String)
    /// `!name`.
    case tag(String)
    /// The merge key `<<`.
    case mergeKey
    /// A line such as `%YAML 1.2`.
    case directive
    /// A second document behind `---` or `...`.
    case severalDocuments
  }

  /// The ways in which text is not YAML.
  public enum Syntax: Sendable, Hashable {
    /// A tab where indentation is meant.
    case tab
    /// `${` without quotes inside `[ ]` or `{ }`.
    case bareSubstitution
    /// A quote that is never closed.
    case openQuote
    /// A bracket that is never closed, or a comma missing behind it.
    case openBracket(Character, opened: YAMLPosition)
    /// `: ` where no mapping can start.
    case strayColon
    /// A line that lines up with nothing above it.
    case indentation(block: YAMLPosition)
    /// A colon without a key.
    case missingKey
    /// A key without a colon.
    case missingColon
    /// An escape that double quotes do not know.
    case escape
    /// A character that no unquoted value may start with.
    case reservedStart(Character)
    /// Anything else, in the words of the parser.
    case other(String)
  }

  /// The file, as the user would name it.
  public var file: String
  /// Where in the file.
  public var position: YAMLPosition
  /// The line of the file at that place.
  public var excerpt: String
  /// What is wrong.
  public var reason: Reason

  /// Makes an error.
  public init(file: String, position: YAMLPosition, excerpt: String, reason: Reason) {
    self.file = file
    self.position = position
    self.excerpt = excerpt
    self.reason = reason
  }
}
