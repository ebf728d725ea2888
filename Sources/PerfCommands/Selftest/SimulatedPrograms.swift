internal import Glibc
internal import PerfStatistics

/// The times of two programs on a noisy machine, simulated: a drift that wanders from run to run,
/// a cost of running second, and heavy-tailed noise.
///
/// A coin over the order and pairs back to back keep both out of the estimate; a fixed order or
/// blocks of one program after the other do not.
struct SimulatedPrograms: SelftestPrograms {
  /// The head's slowdown, 0.1 for 10 %.
  let slowdown: Double

  private static let drift = 0.015
  private static let costOfSecond = 0.06
  private static let noise = 0.01

  func pairs(
    _ count: Int, seed: UInt64, sabotage: Sabotage?
  ) -> (base: [Double], head: [Double]) {
    var generator = Xoshiro256(seed: seed)
    var machine = Machine(generator: Xoshiro256(seed: seed &+ 1))
    if sabotage == .pairs { return blocks(count, &machine) }
    var base: [Double] = []
    var head: [Double] = []
    for _ in 0..<count {
      let isHeadFirst = sabotage != .order && generator.index(below: 2) == 1
      let first = machine.run(isSecond: false)
      let second = machine.run(isSecond: true)
      base.append(isHeadFirst ? second : first)
      head.append((isHeadFirst ? first : second) * (1 + slowdown))
    }
    return (base, head)
  }

  func sequential(_ count: Int, seed: UInt64) -> (base: [Double], head: [Double]) {
    var machine = Machine(generator: Xoshiro256(seed: seed &+ 2))
    return blocks(count, &machine)
  }

  private func blocks(
    _ count: Int, _ machine: inout Machine
  ) -> (base: [Double], head: [Double]) {
    let base = (0..<count).map { _ in machine.run(isSecond: false) }
    let head = (0..<count).map { _ in machine.run(isSecond: false) * (1 + slowdown) }
    return (base, head)
  }

  private struct Machine {
    var generator: Xoshiro256
    var state = 0.0

    mutating func run(isSecond: Bool) -> Double {
      state += SimulatedPrograms.drift * generator.normal()
      let noise = NoiseModel.t3.values(1, sd: SimulatedPrograms.noise, &generator)[0]
      let place = isSecond ? SimulatedPrograms.costOfSecond : 0
      return 0.02 * exp(state + noise + place)
    }
  }
}
