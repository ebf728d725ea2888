import PerfStatistics
import Testing

@testable import PerfLoad

@Suite struct ArrivalTests {
  private static let second: UInt64 = 1_000_000_000

  private static func isExponential(_ residuals: [Double]) -> Bool {
    kolmogorovSmirnov(residuals.span) { 1 - PortableMath.exp(-max(0, $0)) }.pValue > 0.01
  }

  /// Whether a count lies within four standard deviations of a point process with a dispersion.
  private static func isLikely(_ count: Int, mean: Double, dispersion: Double = 1) -> Bool {
    abs(Double(count) - mean) <= 4 * (mean * dispersion).squareRoot()
  }

  /// Variance over mean of the counts in equal windows.
  private static func dispersion(_ times: [UInt64], window: UInt64, count: Int) -> Double {
    var counts = [Double](repeating: 0, count: count)
    for time in times where time / window < UInt64(count) { counts[Int(time / window)] += 1 }
    return variance(counts.span) / mean(counts.span)
  }

  /// The integrated rate between successive arrivals, which is Exp(1) for the right law.
  private static func residuals(
    _ times: [UInt64], _ integral: (Double) -> Double
  ) -> [Double] {
    let values = times.map { integral(Double($0) / 1e9) }
    return zip(values.dropFirst(), values).map { $0 - $1 }
  }

  @Test func constantArrivalsAreEvenlySpaced() {
    let schedule = ArrivalSchedule(.constant(rate: 1000), length: Self.second, seed: 1)
    #expect(schedule.times == (0..<1000).map { $0 * 1_000_000 })
    let odd = ArrivalSchedule(.constant(rate: 3), length: Self.second, seed: 1)
    #expect(odd.times == [0, 333_333_333, 666_666_666])
    #expect(ArrivalSchedule(.constant(rate: 0), length: Self.second, seed: 1).times == [])
  }

  @Test(arguments: [1, 2, 3] as [UInt64]) func poissonGapsAreExponential(seed: UInt64) {
    let times = ArrivalSchedule(
      .poisson(rate: 2000), length: 10 * Self.second, seed: seed
    ).times
    #expect(Self.isLikely(times.count, mean: 20_000))
    #expect(Self.isExponential(Self.residuals(times) { 2000 * $0 }))
    let index = Self.dispersion(times, window: 10_000_000, count: 1000)
    #expect(abs(index - 1) < 4 * (2.0 / 999).squareRoot())
  }

  @Test(arguments: [1, 2, 3] as [UInt64]) func hawkesResidualsAreExponential(seed: UInt64) {
    let hawkes = ArrivalProcess.Hawkes(rate: 2000, branching: 0.8, decay: 0.01)
    let times = ArrivalSchedule(.hawkes(hawkes), length: 40 * Self.second, seed: seed).times
    #expect(Self.isLikely(times.count, mean: 80_000, dispersion: hawkes.dispersion))
    // The first second is left out: what came before the load still excites it.
    var (excitement, last, residuals) = (0.0, 0.0, [Double]())
    for time in times.map({ Double($0) / 1e9 }) {
      let gap = time - last
      let faded = excitement * PortableMath.exp(-gap / 0.01)
      if time > 1 { residuals.append(400 * gap + (excitement - faded) * 0.01) }
      excitement = faded + 0.8 / 0.01
      last = time
    }
    #expect(Self.isExponential(residuals))
    let index = Self.dispersion(times, window: Self.second, count: 40)
    #expect(index > 0.4 * hawkes.dispersion && index < 1.8 * hawkes.dispersion)
  }

  @Test(arguments: [1, 2, 3] as [UInt64]) func hawkesWithoutExcitementIsPoisson(seed: UInt64) {
    let hawkes = ArrivalProcess.Hawkes(rate: 2000, branching: 0, decay: 0.01)
    let times = ArrivalSchedule(.hawkes(hawkes), length: 5 * Self.second, seed: seed).times
    #expect(Self.isLikely(times.count, mean: 10_000))
    #expect(Self.isExponential(Self.residuals(times) { 2000 * $0 }))
  }

  @Test(arguments: [1, 2, 3] as [UInt64]) func burstResidualsAreExponential(seed: UInt64) {
    let burst = ArrivalProcess.Burst(rate: 2000, factor: 10, quiet: 0.09, length: 0.01)
    #expect(abs(burst.rate - 2000) < 1e-9)
    #expect(abs(burst.high - 10 * burst.low) < 1e-9)
    var random = Xoshiro256(seed: seed)
    let arrivals = burst.arrivals(below: 40e9, &random)
    let process = ArrivalSchedule(.burst(burst), length: 40 * Self.second, seed: seed)
    #expect(process.times == arrivals.times.map { UInt64($0) })
    #expect(Self.isLikely(arrivals.times.count, mean: 80_000, dispersion: burst.dispersion))
    var (change, isHigh, from, integral) = (0, arrivals.startsHigh, 0.0, 0.0)
    var residuals: [Double] = []
    for time in arrivals.times {
      while change < arrivals.changes.count, arrivals.changes[change] < time {
        integral += (arrivals.changes[change] - from) * (isHigh ? burst.high : burst.low) / 1e9
        from = arrivals.changes[change]
        isHigh.toggle()
        change += 1
      }
      integral += (time - from) * (isHigh ? burst.high : burst.low) / 1e9
      residuals.append(integral)
      (from, integral) = (time, 0)
    }
    #expect(Self.isExponential(residuals))
    let index = Self.dispersion(process.times, window: Self.second, count: 40)
    #expect(index > 0.4 * burst.dispersion && index < 1.8 * burst.dispersion)
  }

  @Test(arguments: [(0.0, 4000.0), (4000, 0), (1000, 3000)])
  func rampResidualsAreExponential(from: Double, to: Double) {
    let process = ArrivalProcess.ramp(from: from, to: to)
    let times = ArrivalSchedule(process, length: 10 * Self.second, seed: 7).times
    #expect(Self.isLikely(times.count, mean: 10 * process.meanRate))
    #expect(
      Self.isExponential(
        Self.residuals(times) { time in from * time + (to - from) * time * time / 20 }))
  }

  @Test func stepsKeepEachRateForItsPart() {
    let process = ArrivalProcess.steps([1000, 4000, 0, 2000])
    let times = ArrivalSchedule(process, length: 8 * Self.second, seed: 7).times
    let parts = (0..<4).map { part in times.count { Int($0 / (2 * Self.second)) == part } }
    #expect(Self.isLikely(parts[0], mean: 2000))
    #expect(Self.isLikely(parts[1], mean: 8000))
    #expect(parts[2] == 0)
    #expect(Self.isLikely(parts[3], mean: 4000))
    #expect(process.meanRate == 1750)
  }

  @Test func timesAscendBelowTheEndAndFollowTheSeed() {
    let processes: [ArrivalProcess] = [
      .poisson(rate: 500), .hawkes(.init(rate: 500, branching: 0.5, decay: 0.05)),
      .burst(.init(rate: 500, factor: 5, quiet: 0.1, length: 0.1)), .ramp(from: 100, to: 900),
      .steps([200, 800]),
    ]
    for process in processes {
      let schedule = ArrivalSchedule(process, length: 2 * Self.second, seed: 3)
      #expect(schedule.times == schedule.times.sorted())
      #expect(schedule.times.allSatisfy { $0 < 2 * Self.second })
      #expect(schedule == ArrivalSchedule(process, length: 2 * Self.second, seed: 3))
      #expect(schedule != ArrivalSchedule(process, length: 2 * Self.second, seed: 4))
    }
  }

  /// The first times of each law, pinned: a change would change every recorded schedule.
  @Test func schedulesStayTheSame() {
    func first(_ process: ArrivalProcess) -> [UInt64] {
      Array(ArrivalSchedule(process, length: Self.second, seed: 42).times.prefix(3))
    }
    #expect(first(.poisson(rate: 1000)) == [2_478_571, 3_448_842, 3_834_440])
    #expect(
      first(.hawkes(.init(rate: 1000, branching: 0.5, decay: 0.01)))
        == [1_147_742, 2_107_630, 4_595_099])
    #expect(
      first(.burst(.init(rate: 1000, factor: 4, quiet: 0.1, length: 0.1)))
        == [240_999, 289_932, 295_076])
    #expect(first(.ramp(from: 0, to: 1000)) == [70_406_975, 83_052_300, 87_572_152])
  }

  @Test func portableMathIsAccurate() {
    var random = Xoshiro256(seed: 5)
    for _ in 0..<10_000 {
      let x = random.unit()
      let product = PortableMath.exp(PortableMath.log(x))
      #expect(abs(product / x - 1) < 4e-15)
    }
    #expect(PortableMath.log(1) == 0)
    #expect(abs(PortableMath.log(10) - 2.302585092994045684) < 4e-16)
    #expect(abs(PortableMath.log(0x1p-53) + 36.736800569677101) < 1e-14)
    #expect(abs(PortableMath.exp(-1) - 0.36787944117144233) < 1e-16)
    #expect(PortableMath.exp(-2000) == 0)
    #expect(PortableMath.exp(0) == 1)
  }
}
