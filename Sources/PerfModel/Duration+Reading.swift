extension Duration {
  /// The units of durations with their length in nanoseconds, longest first.
  public static let units: [(name: String, nanoseconds: Int64)] = [
    ("d", 86_400_000_000_000), ("h", 3_600_000_000_000), ("m", 60_000_000_000),
    ("s", 1_000_000_000), ("ms", 1_000_000),
  ]

  /// Reads `500ms`, `20s`, `1.5m`, `2h`, `90d`; nil for anything else and beyond 100 years.
  public init?(text: String) {
    let number = text.prefix { $0.isASCII && $0.isNumber || $0 == "." }
    let name = text.dropFirst(number.count)
    guard let unit = Self.units.first(where: { $0.name == name })?.nanoseconds else { return nil }
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
    self = .nanoseconds(nanoseconds)
  }
}

/// A number without sign or exponent, and what follows it; nil where no such number starts.
func splitQuantity(_ text: String) -> (number: Double, unit: String)? {
  let digits = text.prefix { ("0"..."9").contains($0) || $0 == "." }
  guard let first = digits.first, let last = digits.last, first != ".", last != ".",
    let number = Double(digits), number.isFinite
  else { return nil }
  return (number, String(text.dropFirst(digits.count)))
}
