/// One value of a YAML document with its place.
public struct YAMLNode: Sendable, Hashable {
  /// What a node holds.
  public enum Content: Sendable, Hashable {
    /// A text, quoted or not.
    case scalar(YAMLScalar)
    /// A list.
    case sequence([YAMLNode])
    /// A mapping in the order of the file; no key is there twice.
    case mapping([YAMLPair])
  }

  /// What the node holds.
  public var content: Content
  /// Where it starts.
  public var position: YAMLPosition

  /// The scalar, or nil for a list or mapping.
  public var scalar: YAMLScalar? {
    if case .scalar(let scalar) = content { scalar } else { nil }
  }

  /// The list's nodes, or nil if this is no list.
  public var elements: [YAMLNode]? {
    if case .sequence(let elements) = content { elements } else { nil }
  }

  /// The mapping's pairs, or nil if this is no mapping.
  public var pairs: [YAMLPair]? {
    if case .mapping(let pairs) = content { pairs } else { nil }
  }
}

/// A text as the file has it; what it means is for the reader of the node to decide.
public struct YAMLScalar: Sendable, Hashable {
  /// How a scalar is written.
  public enum Style: Sendable, Hashable {
    /// Without quotes.
    case plain
    /// In single or double quotes, or as a `|` or `>` block.
    case quoted
  }

  /// The text, without quotes and with escapes resolved; it holds no NUL.
  public var text: String
  /// How it is written.
  public var style: Style

  /// Makes a scalar.
  public init(text: String, style: Style) {
    self.text = text
    self.style = style
  }

  /// Whether nothing is written at all, as after the colon of `key:`.
  public var isAbsent: Bool { style == .plain && text.isEmpty }
}

/// One key of a mapping with its value.
public struct YAMLPair: Sendable, Hashable {
  /// The key's text.
  public var key: String
  /// Where the key starts.
  public var position: YAMLPosition
  /// The value.
  public var value: YAMLNode
}

/// A place in a YAML file.
public struct YAMLPosition: Sendable, Hashable {
  /// The line, from 1; lines end with LF, CR LF or CR.
  public var line: Int
  /// The column, from 1, in characters as Swift counts them: a tab, a wide character and a letter
  /// with its accents are one each.
  public var column: Int
  /// How many characters the thing at this place covers on its first line.
  public var length: Int

  /// Makes a position.
  public init(line: Int, column: Int, length: Int = 1) {
    self.line = line
    self.column = column
    self.length = length
  }
}
