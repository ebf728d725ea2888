internal import Glibc

/// Numbers with their units, as a person reads them.
public enum Quantity {
  /// A value with at most four significant digits and a fitting prefix.
  public static func text(_ value: Double, unit: String) -> String {
    switch unit {
    case "s", "ms", "us", "ns":
      let seconds = value * (["s": 1, "ms": 1e-3, "us": 1e-6, "ns": 1e-9][unit] ?? 1)
      return scaled(seconds, [(1, "s"), (1e-3, "ms"), (1e-6, "us"), (1e-9, "ns")])
    case "B" where abs(value) < 1024: return number(value) + " B"
    case "B":
      return scaled(
        value, [(1_073_741_824, "GiB"), (1_048_576, "MiB"), (1024, "KiB"), (1, "B")])
    case "count", "": return number(value)
    default:
      return scaled(value, [(1e9, "G \(unit)"), (1e6, "M \(unit)"), (1e3, "k \(unit)"), (1, unit)])
    }
  }

  /// A change in percent with its sign, `+1.3 %`.
  public static func percent(_ value: Double) -> String {
    guard value.isFinite else { return "" }
    let digits = abs(value) < 100 ? 1 : 0
    let text = fixed(abs(value), digits)
    let isZero = text.allSatisfy { $0 == "0" || $0 == "." }
    return (value < 0 && !isZero ? "-" : "+") + text + " %"
  }

  /// A number with a fixed count of decimals.
  public static func fixed(_ value: Double, _ digits: Int) -> String {
    guard value.isFinite, abs(value) < 1e15 else { return "\(value)" }
    let power = (0..<digits).reduce(1.0) { power, _ in power * 10 }
    let whole = Int64((abs(value) * power).rounded())
    var text = String(whole)
    if digits > 0 {
      text = String(repeating: "0", count: max(0, digits + 1 - text.count)) + text
      text.insert(".", at: text.index(text.endIndex, offsetBy: -digits))
    }
    return (value < 0 && whole != 0 ? "-" : "") + text
  }

  private static func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : significant(value)
  }

  private static func scaled(_ value: Double, _ steps: [(Double, String)]) -> String {
    guard value != 0, let last = steps.last else { return "0 \(steps.last?.1 ?? "")" }
    let step = steps.first { abs(value) >= $0.0 * 0.9995 } ?? last
    return significant(value / step.0) + " " + step.1
  }

  private static func significant(_ value: Double) -> String {
    let size = abs(value)
    return fixed(value, size >= 999.5 ? 0 : (size >= 99.95 ? 1 : (size >= 9.995 ? 2 : 3)))
  }
}
