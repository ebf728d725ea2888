/// Logarithm and exponential made of the basic IEEE 754 operations only, so that a schedule is the
/// same on every machine and with every C library.
enum PortableMath {
  private static let ln2High = 0x1.62e42feep-1
  private static let ln2Low = 0x1.a39ef35793c76p-33

  /// The natural logarithm of a positive normal number, within a few units in the last place.
  static func log(_ x: Double) -> Double {
    var exponent = Double(x.exponent)
    var mantissa = x.significand
    if mantissa > 1.414_213_562_373_095_1 {
      mantissa /= 2
      exponent += 1
    }
    let s = (mantissa - 1) / (mantissa + 1)
    let square = s * s
    var series = 1.0 / 25
    for odd in stride(from: 23.0, through: 1, by: -2) { series = series * square + 1 / odd }
    return exponent * ln2High + (exponent * ln2Low + 2 * s * series)
  }

  /// The exponential of a number that is not positive.
  static func exp(_ x: Double) -> Double {
    guard x > -708 else { return 0 }
    let power = (x * 0x1.71547652b82fep0).rounded()
    let rest = (x - power * ln2High) - power * ln2Low
    var series = 1.0
    for term in stride(from: 14.0, through: 1, by: -1) { series = 1 + series * rest / term }
    return Double(sign: .plus, exponent: Int(power), significand: series)
  }
}
