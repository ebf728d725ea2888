internal import PerfModel

/// The values behind `${name}` in declared text.
public struct Substitution: Sendable {
  /// The values by name, `env:NAME` for declared environment values.
  public var values: [String: String]

  /// Makes a substitution.
  public init(_ values: [String: String]) { self.values = values }

  /// The text with every name replaced.
  ///
  /// The plan has refused texts that cannot be expanded; such a text stays as it is.
  public func expand(_ text: String) -> String {
    (try? Template(text))?.expanded { name in
      values[name] ?? (name.hasPrefix("env:") ? "" : nil)
    } ?? text
  }
}
