extension Double {
  /// The shortest decimal text that reads back as this number, in the form of ECMAScript's
  /// Number::toString, which RFC 8785 (JSON Canonicalization Scheme) uses too.
  ///
  /// `-0` is `0`.
  ///
  /// Only for finite numbers.
  public var shortestText: String {
    if self == 0 { return "0" }
    let (significant, point) = decimal
    let digits = Array(significant)
    let sign = self < 0 ? "-" : ""
    let count = digits.count
    switch point {
    case count...21:
      return sign + String(decoding: digits, as: UTF8.self)
        + String(repeating: "0", count: point - count)
    case 1...21:
      return sign + String(decoding: digits[..<point], as: UTF8.self) + "."
        + String(decoding: digits[point...], as: UTF8.self)
    case -5...0:
      return sign + "0." + String(repeating: "0", count: -point)
        + String(decoding: digits, as: UTF8.self)
    default:
      let exponent = point - 1
      let fraction = count > 1 ? "." + String(decoding: digits[1...], as: UTF8.self) : ""
      return sign + String(decoding: digits[..<1], as: UTF8.self) + fraction + "e"
        + (exponent < 0 ? "-" : "+") + String(exponent.magnitude)
    }
  }

  /// The significant digits, and where the decimal point stands behind the first of them.
  private var decimal: (digits: ArraySlice<UInt8>, point: Int) {
    let parts = magnitude.description.utf8.split(separator: UInt8(ascii: "e"))
    let mantissa = parts[0].split(separator: UInt8(ascii: "."))
    let digits = mantissa.flatMap { Array($0) }
    let exponent = parts.count > 1 ? Int(String(decoding: parts[1], as: UTF8.self)) ?? 0 : 0
    let leading = digits.prefix { $0 == UInt8(ascii: "0") }.count
    let trailing = digits.reversed().prefix { $0 == UInt8(ascii: "0") }.count
    return (digits[leading..<(digits.count - trailing)], mantissa[0].count + exponent - leading)
  }
}
