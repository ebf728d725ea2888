/// A value that a template is filled with.
public enum MustacheValue: Sendable, Hashable {
  /// A text, put in as it is: escaping is the business of whoever makes it.
  case text(String)
  /// Whether a section is shown.
  case flag(Bool)
  /// What a section is shown for, one after the other.
  case list([MustacheValue])
  /// Named values.
  case object([String: MustacheValue])
}

/// What a template may name, and as what.
public enum MustacheShape: Sendable, Hashable {
  /// A text that is always there.
  case text
  /// A text, or false where there is none.
  case optionalText
  /// Whether a section is shown.
  case flag
  /// A list of objects with these names.
  case list([String: MustacheShape])
  /// An object with these names, or false where there is none.
  case object([String: MustacheShape])
}
