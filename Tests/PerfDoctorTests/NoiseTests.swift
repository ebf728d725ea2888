import PerfModel
import Testing

@testable import PerfDoctor

@Suite struct NoiseTests {
  @Test func equalTimesDoNotVary() {
    let noise = NoiseMeter.summary([0.001, 0.001, 0.001])
    #expect(noise.repetitions == 3 && noise.work == 0.001)
    #expect(noise.variation == 0 && noise.worstDelay == 0)
  }

  @Test func variationIsStandardDeviationByMean() {
    let noise = NoiseMeter.summary([1, 2, 3, 6])
    #expect(noise.work == 2.5 && noise.worstDelay == 3.5)
    #expect(abs(noise.variation - 2.160246899469287 / 3) < 1e-15)
  }

  @Test func oneTimeTellsNothing() {
    #expect(NoiseMeter.summary([1]).variation == 0)
    #expect(NoiseMeter.summary([]).repetitions == 0)
  }

  @Test func gapsHaveQuantiles() {
    var gaps = GapHistogram()
    for _ in 0..<980 { gaps.add(25) }
    for _ in 0..<15 { gaps.add(60) }
    for gap: UInt64 in [5000, 49_999, 50_000, 2_000_000, 1] { gaps.add(gap) }
    #expect(gaps.spread.p50 == 25 && gaps.spread.p99 == 60 && gaps.spread.max == 2_000_000)
    var noise = MachineFacts.Noise()
    gaps.describe(&noise)
    #expect(noise.stalls == 2 && noise.longestStall == 0.002)
    let total: Double = 980 * 25 + 15 * 60 + 5000 + 49_999 + 50_000 + 2_000_000 + 1
    #expect(noise.lost == 2_050_000 / total)
  }

  @Test func withoutStallsNothingIsLost() {
    var gaps = GapHistogram()
    gaps.add(30_000)
    var noise = MachineFacts.Noise()
    gaps.describe(&noise)
    #expect(noise == MachineFacts.Noise())
    #expect(GapHistogram().spread == MachineFacts.Spread())
  }

  @Test func workIsDoneUntilItIsInterrupted() throws {
    let noise = try #require(NoiseMeter.measure(seconds: 0.02, isInterrupted: { false }))
    #expect(noise.repetitions >= 3 && noise.work > 0)
    #expect(NoiseMeter.measure(seconds: 1, isInterrupted: { true }) == nil)
    #expect(ClockMeter.gaps(seconds: 0.005).total >= 4_000_000)
  }
}
