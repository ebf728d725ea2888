extension Duration: ArgumentValue {
  /// Units with their length in nanoseconds, longest first.
  private static let units: [(name: String, nanoseconds: Int64)] = [
    ("d", 86_400_000_000_000), ("h", 3_600_000_000_000), ("m", 60_000_000_000),
    ("s", 1_000_000_000), ("ms", 1_000_000),
  ]

  /// Reads `500ms`, `20s`, `1.5m`, `2h`, `90d` to the nanosecond; nil beyond 100 years.
  public static func parse(_ text: String) -> Duration? {
    let number = text.prefix { $0.isASCII && $0.isNumber || $0 == "." }
    guard let unit = units.first(where: { $0.name == text.dropFirst(number.count) })?.nanoseconds
    else { return nil }
    let parts = number.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let whole = Int64(parts[0]) else { return nil }
    guard whole <= 36_500 * 86_400_000_000_000 / unit else { return nil }
    var nanoseconds = whole * unit
    if parts.count == 2 {
      guard (1...9).contains(parts[1].count), let fraction = Int64(parts[1]) else { return nil }
      let scale = parts[1].reduce(Int64(1)) { scale, _ in scale * 10 }
      let product = fraction.multipliedFullWidth(by: unit)
      nanoseconds += scale.dividingFullWidth(product).quotient
    }
    return .nanoseconds(nanoseconds)
  }

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
