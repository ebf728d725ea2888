/// A text of perfkit.yaml in which `${name}` stands for a value and `$$` for a dollar; a
/// `$` before anything else is itself.
public struct Template: Sendable, Hashable {
  /// The names that every run knows, beside matrix keys and `env:NAME`.
  public static let runNames = ["seed", "out", "case", "run", "variant", "scratch", "source"]

  /// A piece of the text.
  public enum Part: Sendable, Hashable {
    /// Text that stands for itself.
    case text(String)
    /// A name to substitute; the offset of its `$` is in characters from 0.
    case name(String, offset: Int)
  }

  /// Why a text cannot be read.
  public enum Failure: Error, Sendable, Hashable {
    /// `${` without `}`; the offset of the `$` is in characters from 0.
    case unterminated(offset: Int)
    /// `${}`.
    case noName(offset: Int)
  }

  /// The pieces in order.
  public let parts: [Part]

  /// Reads a text.
  public init(_ source: String) throws(Failure) {
    let characters = Array(source)
    var parts: [Part] = []
    var text = ""
    var offset = 0
    while offset < characters.count {
      guard characters[offset] == "$" else {
        text.append(characters[offset])
        offset += 1
        continue
      }
      switch offset + 1 < characters.count ? characters[offset + 1] : nil {
      case "$":
        text.append("$")
        offset += 2
      case "{":
        guard let end = characters[offset...].firstIndex(of: "}") else {
          throw .unterminated(offset: offset)
        }
        guard end > offset + 2 else { throw .noName(offset: offset) }
        if !text.isEmpty { parts.append(.text(text)) }
        text = ""
        parts.append(.name(String(characters[offset + 2..<end]), offset: offset))
        offset = end + 1
      default:
        text.append("$")
        offset += 1
      }
    }
    if !text.isEmpty { parts.append(.text(text)) }
    self.parts = parts
  }

  /// The names used, in order.
  public var names: [String] {
    parts.compactMap { part in
      if case .name(let name, _) = part { name } else { nil }
    }
  }

  /// The text with every name replaced; nil if `value` knows one of them not.
  public func expanded(_ value: (String) -> String?) -> String? {
    var result = ""
    for part in parts {
      switch part {
      case .text(let text): result += text
      case .name(let name, _):
        guard let text = value(name) else { return nil }
        result += text
      }
    }
    return result
  }
}
