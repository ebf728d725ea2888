internal import PerfModel

extension Duration: ArgumentValue {
  /// Reads `500ms`, `20s`, `1.5m`, `2h`, `90d` to the nanosecond; nil beyond 100 years.
  public static func parse(_ text: String) -> Duration? { Duration(text: text) }

  /// A duration, by examples.
  public static var expectation: String { "a duration such as 500ms, 20s, 3m, 2h or 1d" }

  /// The whole number of the longest unit that gives one; decimal milliseconds below that.
  public var argumentText: String {
    let (seconds, attoseconds) = components
    let total = seconds * 1_000_000_000 + attoseconds / 1_000_000_000
    if total == 0 { return "0s" }
    for unit in Self.units where total % unit.nanoseconds == 0 {
      return "\(total / unit.nanoseconds)\(unit.name)"
    }
    let fraction = String(1_000_000 + total % 1_000_000).dropFirst()
    let zeros = fraction.reversed().prefix { $0 == "0" }.count
    return "\(total / 1_000_000).\(fraction.dropLast(zeros))ms"
  }
}
