/// A number with a fixed count of decimals, at most 15.
func fixed(_ value: Double, _ digits: Int) -> String {
  let power = (0..<digits).reduce(1.0) { power, _ in power * 10 }
  let whole = (abs(value) * power).rounded()
  guard whole < 9e18 else { return "\(value)" }
  var text = String(Int64(whole))
  if digits > 0 {
    text = String(repeating: "0", count: max(0, digits + 1 - text.count)) + text
    text.insert(".", at: text.index(text.endIndex, offsetBy: -digits))
  }
  return value < 0 && whole != 0 ? "-" + text : text
}
