import Testing

@testable import PerfDoctor

@Suite struct ProcessorTimesTests {
  private let usual = """
    cpu  1000 20 300 5000 60 7 8 9 400 0
    cpu0 500 10 150 2500 30 3 4 5 200 0
    intr 10404739 0 0
    ctxt 20038747
    procs_running 3
    procs_blocked 0
    """

  @Test func theFirstLineCountsAllProcessors() throws {
    let times = try #require(ProcessorTimes(usual))
    #expect(times.busy == 1000 + 20 + 300 + 7 + 8)
    #expect(times.total == 1000 + 20 + 300 + 5000 + 60 + 7 + 8 + 9)
    #expect(times.stolen == 9)
    #expect(times.running == 3)
  }

  @Test func oldKernelsCountLess() throws {
    let times = try #require(ProcessorTimes("cpu 10 0 5 100\n"))
    #expect(times.busy == 15 && times.total == 115)
    #expect(times.stolen == nil && times.running == nil)
    #expect(times.steal(since: times) == nil)
  }

  @Test(arguments: ["", "cpu\n", "cpu 1 2 3\n", "cpu a b c d\n", "cpu0 1 2 3 4 5 6 7 8\n", "\u{0}"])
  func whatIsNoSuchFileIsNothing(_ text: String) {
    #expect(ProcessorTimes(text) == nil)
  }

  @Test func timeIsSharedBetweenTwoMoments() throws {
    let before = try #require(ProcessorTimes("cpu 100 0 100 700 0 0 0 100"))
    let after = try #require(ProcessorTimes("cpu 250 0 150 800 0 0 0 200"))
    #expect(after.steal(since: before) == 100.0 / 400)
    // 200 ticks of 10 ms are 2 s, of which 0.5 s are perfkit's own, in a second.
    #expect(after.others(since: before, seconds: 1, own: 0.5, ticksPerSecond: 100) == 1.5)
    #expect(after.others(since: before, seconds: 1, own: 5, ticksPerSecond: 100) == 0)
  }

  @Test func countersThatGoBackTellNothing() throws {
    let before = try #require(ProcessorTimes("cpu 100 0 0 100 0 0 0 50"))
    let after = try #require(ProcessorTimes("cpu 90 0 0 200 0 0 0 40"))
    #expect(after.steal(since: before) == nil)
    #expect(after.others(since: before, seconds: 1, own: 0, ticksPerSecond: 100) == nil)
    #expect(before.others(since: before, seconds: 0, own: 0, ticksPerSecond: 100) == nil)
  }
}
