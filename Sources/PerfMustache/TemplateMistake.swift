/// Something that a template must not hold, with its place.
public struct TemplateMistake: Error, Sendable, Hashable {
  /// What is wrong.
  public enum Reason: Sendable, Hashable {
    /// The text has more bytes than the limit.
    case tooLarge(bytes: Int, limit: Int)
    /// The text is not UTF-8.
    case notUTF8
    /// A `{{` without its `}}`.
    case openTag
    /// A tag with nothing in it.
    case emptyTag
    /// `{{{name}}}` or `{{&name}}`: Mustache's form without escaping.
    case unescaped
    /// `{{> name}}`: another template.
    case partial
    /// `{{=… …=}}`: other delimiters.
    case delimiter
    /// A name with other characters than a-z, 0-9 and `_`.
    case badName(String)
    /// A name that is not known here; `known` are those that are.
    case unknownName(String, known: [String])
    /// A section of something that has no yes and no.
    case noSection(String)
    /// A text asked of a flag, a list or an object.
    case noText(String)
    /// `{{/name}}` without `{{#name}}`, or for another section than the open one.
    case strayEnd(String, open: String?)
    /// A section that is never closed.
    case openSection(String)
    /// Sections inside each other, more than the limit.
    case tooDeep(limit: Int)
  }

  /// What is wrong.
  public var reason: Reason
  /// The line, from 1.
  public var line: Int
  /// The column in characters, from 1.
  public var column: Int
  /// How many characters the tag is long on its first line.
  public var length: Int
  /// The line's text.
  public var excerpt: String
}

/// Why a checked template could not be filled.
public enum TemplateFailure: Error, Sendable, Hashable {
  /// The library does not take the template, in its words.
  case refused(String)
  /// There is not enough memory.
  case outOfMemory
}
