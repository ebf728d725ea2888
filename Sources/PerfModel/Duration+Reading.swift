extension Duration {
  /// The units of durations with their length in seconds, shortest first.
  static let unitSeconds: [(name: String, seconds: Double)] = [
    ("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600), ("d", 86400),
  ]

  /// Reads `500ms`, `20s`, `1.5m`, `2h`, `90d`; nil for anything else and beyond 100 years.
  public init?(text: String) {
    guard let (number, unit) = splitQuantity(text),
      let seconds = Self.unitSeconds.first(where: { $0.name == unit })?.seconds
    else { return nil }
    let total = number * seconds
    guard total <= 36500 * 86400 else { return nil }
    self = .milliseconds(Int64((total * 1000).rounded(.down))) + .submillisecond(total)
  }

  private static func submillisecond(_ seconds: Double) -> Duration {
    let milliseconds = seconds * 1000
    return .nanoseconds(Int64(((milliseconds - milliseconds.rounded(.down)) * 1e6).rounded()))
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
