internal import Glibc

/// The gamma law with scale 1, drawn from by the method of Marsaglia & Tsang 2000.
struct GammaLaw {
  private let d: Double
  private let c: Double

  /// The shape is at least 1.
  init(shape: Double) {
    d = shape - 1.0 / 3
    c = 1 / (9 * d).squareRoot()
  }

  func draw(_ generator: inout Xoshiro256) -> Double {
    while true {
      let x = generator.normal()
      let base = 1 + c * x
      guard base > 0 else { continue }
      let cube = base * base * base
      let u = generator.unit()
      let square = x * x
      if u < 1 - 0.0331 * square * square { return d * cube }
      if log(u) < square / 2 + d * (1 - cube + log(cube)) { return d * cube }
    }
  }
}
