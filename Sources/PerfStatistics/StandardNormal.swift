internal import Glibc

/// The normal law with mean 0 and standard deviation 1.
public enum StandardNormal {
  /// P(Z <= z) = erfc(-z / sqrt 2) / 2, accurate relative to itself in the lower tail too.
  public static func cumulative(_ z: Double) -> Double { erfc(-z * 0.5.squareRoot()) / 2 }

  /// P(Z > z), accurate relative to itself also where it is far below 1e-16.
  public static func upperTail(_ z: Double) -> Double { cumulative(-z) }

  /// The z with P(Z <= z) = p; infinite at 0 and 1, NaN outside.
  ///
  /// Algorithm AS 241, routine PPND16 (Wichura 1988), about 1e-16 relative error.
  public static func quantile(_ p: Double) -> Double {
    guard p > 0, p < 1 else { return p == 0 ? -.infinity : (p == 1 ? .infinity : .nan) }
    let q = p - 0.5
    guard abs(q) > 0.425 else { return q * center(0.180625 - q * q) }
    let r = (-log(q < 0 ? p : 1 - p)).squareRoot()
    let z = r <= 5 ? tail(r - 1.6) : farTail(r - 5)
    return q < 0 ? -z : z
  }

  private static func center(_ r: Double) -> Double {
    polynomial(
      r, 3.3871328727963666080, 133.14166789178437745, 1971.5909503065514427,
      13731.693765509461125, 45921.953931549871457, 67265.770927008700853,
      33430.575583588128105, 2509.0809287301226727)
      / polynomial(
        r, 1, 42.313330701600911252, 687.18700749205790830, 5394.1960214247511077,
        21213.794301586595867, 39307.895800092710610, 28729.085735721942674,
        5226.4952788528545610)
  }

  private static func tail(_ r: Double) -> Double {
    polynomial(
      r, 1.42343711074968357734, 4.63033784615654529590, 5.76949722146069140550,
      3.64784832476320460504, 1.27045825245236838258, 0.241780725177450611770,
      0.0227238449892691845833, 7.74545014278341407640e-4)
      / polynomial(
        r, 1, 2.05319162663775882187, 1.67638483018380384940, 0.689767334985100004550,
        0.148103976427480074590, 0.0151986665636164571966, 5.47593808499534494600e-4,
        1.05075007164441684324e-9)
  }

  private static func farTail(_ r: Double) -> Double {
    polynomial(
      r, 6.65790464350110377720, 5.46378491116411436990, 1.78482653991729133580,
      0.296560571828504891230, 0.0265321895265761230930, 0.00124266094738807843860,
      2.71155556874348757815e-5, 2.01033439929228813265e-7)
      / polynomial(
        r, 1, 0.599832206555887937690, 0.136929880922735805310, 0.0148753612908506148525,
        7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7,
        2.04426310338993978564e-15)
  }

  private static func polynomial(
    _ x: Double, _ c0: Double, _ c1: Double, _ c2: Double, _ c3: Double, _ c4: Double,
    _ c5: Double, _ c6: Double, _ c7: Double
  ) -> Double {
    let high = ((c7 * x + c6) * x + c5) * x + c4
    return (((high * x + c3) * x + c2) * x + c1) * x + c0
  }
}
