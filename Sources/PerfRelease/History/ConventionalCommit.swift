/// A commit message, read by Conventional Commits 1.0.0 where it follows them.
///
/// A message that does not keeps its first line as `description`, without a type.
public struct ConventionalCommit: Sendable, Hashable {
  /// A line at the end of a message such as `Closes: #7` or `Refs #7`.
  public struct Footer: Sendable, Hashable {
    /// What stands before `: ` or ` #`, as written.
    public var token: String
    /// What follows, with continuation lines.
    public var value: String
  }

  /// The type in lower case, such as `feat`; nil where the first line has none.
  public var type: String?
  /// What stands in parentheses behind the type.
  public var scope: String?
  /// The first line, behind `type(scope): `.
  public var description: String
  /// Whether the commit says that it breaks something, by `!` or a footer.
  public var isBreaking: Bool
  /// What breaks, from `BREAKING CHANGE:` footers; nil where there is none.
  public var breakingText: String?
  /// The footers in their order.
  public var footers: [Footer]
  /// The commit that this one undoes, at least seven hexadecimal digits, as `git revert` writes it.
  public var reverted: String?

  /// Reads a message.
  public init(message: String) {
    let lines = Self.lines(of: message)
    let head = Self.head(String(lines.first ?? ""))
    type = head?.type
    scope = head?.scope
    description = head?.description ?? Self.trimmed(lines.first ?? "")
    footers = []
    if lines.count > 1 { footers = Self.footers(in: lines.dropFirst()) }
    let breaking = footers.filter {
      $0.token == "BREAKING CHANGE" || $0.token == "BREAKING-CHANGE"
    }.map(\.value)
    breakingText = breaking.isEmpty ? nil : breaking.joined(separator: "\n\n")
    isBreaking = (head?.hasMark ?? false) || !breaking.isEmpty
    reverted = nil
    if type == "revert" || description.hasPrefix("Revert ") || description.hasPrefix("Reapply ") {
      reverted = Self.reverted(in: lines.dropFirst(), footers)
    }
  }

  // MARK: The first line

  private struct Head {
    var type: String
    var scope: String?
    var hasMark: Bool
    var description: String
  }

  /// `type(scope)!: description`; a type is letters, digits, `-` and `_`, a letter first.
  private static func head(_ line: String) -> Head? {
    var rest = line[...].utf8
    let word = rest.prefix { isWord($0) }
    guard let first = word.first, isLetter(first), word.count <= 32 else { return nil }
    rest = rest.dropFirst(word.count)
    var scope: String?
    if rest.first == UInt8(ascii: "(") {
      guard let end = rest.firstIndex(of: UInt8(ascii: ")")) else { return nil }
      let text = trimmed(Substring(rest[rest.index(after: rest.startIndex)..<end]))
      guard !text.isEmpty, !text.contains("("), text.utf8.count <= 100 else { return nil }
      scope = text
      rest = rest[rest.index(after: end)...]
    }
    let hasMark = rest.first == UInt8(ascii: "!")
    if hasMark { rest = rest.dropFirst() }
    guard rest.first == UInt8(ascii: ":") else { return nil }
    rest = rest.dropFirst()
    guard let blank = rest.first, blank == 0x20 || blank == 0x09 else { return nil }
    let description = trimmed(Substring(rest))
    guard !description.isEmpty else { return nil }
    return Head(
      type: Substring(word).lowercased(), scope: scope, hasMark: hasMark, description: description)
  }

  // MARK: Footers

  /// The footers: those of the last paragraph that begins with one, and `BREAKING CHANGE` wherever a
  /// paragraph begins with it.
  private static func footers(in lines: ArraySlice<Substring>) -> [Footer] {
    let paragraphs = lines.split { isBlank($0) }
    var found: [Footer] = []
    for (index, paragraph) in paragraphs.enumerated() {
      let isLast = index == paragraphs.count - 1
      guard let first = paragraph.first, let start = footer(first) else { continue }
      if isLast || isBreaking(start.token) || paragraph.allSatisfy({ footer($0) != nil }) {
        found += footers(ofParagraph: paragraph)
      }
    }
    return found
  }

  private static func footers(ofParagraph lines: ArraySlice<Substring>) -> [Footer] {
    var found: [Footer] = []
    for line in lines {
      if let footer = footer(line) {
        found.append(footer)
      } else if !found.isEmpty {
        found[found.count - 1].value += "\n" + line
      }
    }
    return found
  }

  private static func isBreaking(_ token: String) -> Bool {
    token == "BREAKING CHANGE" || token == "BREAKING-CHANGE"
  }

  /// `Token: value` or `Token #value`.
  private static func footer(_ line: Substring) -> Footer? {
    for token in ["BREAKING CHANGE", "BREAKING-CHANGE"] where line.hasPrefix(token) {
      let rest = line.dropFirst(token.count)
      guard rest.hasPrefix(":") else { return nil }
      return Footer(token: token, value: trimmed(rest.dropFirst()))
    }
    let word = line.utf8.prefix { isWord($0) && $0 != UInt8(ascii: "_") }
    guard let first = word.first, isLetter(first), word.count <= 64 else { return nil }
    let rest = line.utf8.dropFirst(word.count)
    if rest.starts(with: ": ".utf8) {
      return Footer(token: String(Substring(word)), value: trimmed(Substring(rest.dropFirst(2))))
    }
    if rest.starts(with: " #".utf8) {
      return Footer(token: String(Substring(word)), value: trimmed(Substring(rest.dropFirst(1))))
    }
    return nil
  }

  // MARK: Reverts

  private static func reverted(in lines: ArraySlice<Substring>, _ footers: [Footer]) -> String? {
    for line in lines {
      guard let range = line.firstRange(of: "This reverts commit ") else { continue }
      return name(in: line[range.upperBound...])
    }
    return footers.first { $0.token.lowercased() == "refs" || $0.token.lowercased() == "reverts" }
      .flatMap { name(in: $0.value[...]) }
  }

  private static func name(in text: Substring) -> String? {
    let digits = text.utf8.prefix {
      (0x30...0x39).contains($0) || (0x61...0x66).contains($0) || (0x41...0x46).contains($0)
    }
    return (7...64).contains(digits.count) ? Substring(digits).lowercased() : nil
  }

  // MARK: Bytes

  /// The lines without their ends; blank ones before the first text are left out.
  private static func lines(of message: String) -> [Substring] {
    Array(
      message.utf8.split(
        omittingEmptySubsequences: false, whereSeparator: { $0 == 0x0A }
      ).map { $0.last == 0x0D ? Substring($0.dropLast()) : Substring($0) }.drop(while: isBlank))
  }

  private static func isBlank(_ line: Substring) -> Bool {
    line.utf8.allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) }
  }

  static func trimmed(_ text: Substring) -> String {
    let isSpace = { (byte: UInt8) in byte == 0x20 || (0x09...0x0D).contains(byte) }
    let front = text.utf8.drop(while: isSpace)
    guard let end = front.lastIndex(where: { !isSpace($0) }) else { return "" }
    return String(Substring(front[...end]))
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    isLetter(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: "_")
  }
}
