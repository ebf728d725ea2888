/// Colours of text on a terminal; off, everything is plain.
public struct Style: Sendable, Hashable {
  /// Whether escape sequences are written.
  public var isOn: Bool

  /// Makes a style.
  public init(isOn: Bool) { self.isOn = isOn }

  /// Important text.
  public func bold(_ text: String) -> String { wrap(text, "1") }
  /// Less important text.
  public func dim(_ text: String) -> String { wrap(text, "2") }
  /// Good news.
  public func good(_ text: String) -> String { wrap(text, "32") }
  /// Bad news.
  public func bad(_ text: String) -> String { wrap(text, "1;31") }
  /// News to look at.
  public func caution(_ text: String) -> String { wrap(text, "33") }

  private func wrap(_ text: String, _ code: String) -> String {
    isOn ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
