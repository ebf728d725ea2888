internal import PerfStatistics

/// When every operation of a load is to begin, fixed before the load starts.
///
/// The same process, length and seed give the same times on every machine.
public struct ArrivalSchedule: Sendable, Hashable {
  /// The intended starts in nanoseconds from the beginning of the load, ascending.
  public let times: [UInt64]
  /// The length of the load in nanoseconds; all times lie below it.
  public let length: UInt64

  /// Takes times over as they are.
  public init(times: [UInt64], length: UInt64) {
    self.times = times
    self.length = length
  }

  /// Draws the times of a process.
  public init(_ process: ArrivalProcess, length: UInt64, seed: UInt64) {
    var random = Xoshiro256(seed: seed)
    self.init(
      times: process.times(below: Double(length), &random).map { UInt64($0) }, length: length)
  }
}

extension ArrivalProcess {
  /// Nanoseconds a second.
  private static let second = 1e9

  /// Arrival times in nanoseconds, ascending, all below `end`.
  func times(below end: Double, _ random: inout Xoshiro256) -> [Double] {
    switch self {
    case .constant(let rate): Self.constant(rate, below: end)
    case .poisson(let rate): Self.steps([rate], below: end, &random)
    case .burst(let burst): burst.arrivals(below: end, &random).times
    case .hawkes(let hawkes): hawkes.times(below: end, &random)
    case .ramp(let from, let to): Self.ramp(from, to, below: end, &random)
    case .steps(let rates): Self.steps(rates, below: end, &random)
    }
  }

  private static func constant(_ rate: Double, below end: Double) -> [Double] {
    guard rate > 0 else { return [] }
    let gap = second / rate
    let count = Int((end / gap).rounded(.up))
    return (0..<count).map { Double($0) * gap }.filter { $0 < end }
  }

  /// A Poisson process with rates one after the other: at a change the rest of an exponential gap
  /// is scaled to the new rate.
  private static func steps(
    _ rates: [Double], below end: Double, _ random: inout Xoshiro256
  ) -> [Double] {
    var times: [Double] = []
    var rest = random.exponential()
    for (index, rate) in rates.enumerated() where rate > 0 {
      var now = end * Double(index) / Double(rates.count)
      let change = end * Double(index + 1) / Double(rates.count)
      let perNanosecond = rate / second
      while now + rest / perNanosecond < change {
        now += rest / perNanosecond
        times.append(now)
        rest = random.exponential()
      }
      rest -= (change - now) * perNanosecond
    }
    return times
  }

  /// A Poisson process with a linear rate: unit exponential gaps of the integrated rate, inverted.
  private static func ramp(
    _ from: Double, _ to: Double, below end: Double, _ random: inout Xoshiro256
  ) -> [Double] {
    let start = from / second
    let slope = (to - from) / second / end
    var times: [Double] = []
    var integral = 0.0
    while true {
      integral += random.exponential()
      let square = start * start + 2 * slope * integral
      guard square >= 0 else { return times }
      let time = 2 * integral / (start + square.squareRoot())
      guard time < end else { return times }
      times.append(time)
    }
  }
}

extension Xoshiro256 {
  /// An exponential number of mean 1.
  mutating func exponential() -> Double { -PortableMath.log(unit()) }
}
