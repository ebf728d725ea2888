import Testing

@testable import PerfLoad

@Suite struct LedgerTests {
  private static let millisecond: UInt64 = 1_000_000
  private static let second: UInt64 = 1_000_000_000

  /// One request after the other over one connection, on a simulated clock.
  private static func serve(
    _ schedule: ArrivalSchedule, service: (Int) -> UInt64
  ) -> LoadOutcome {
    var ledger = LoadLedger(schedule, window: 100 * millisecond)
    var free: UInt64 = 0
    while let start = ledger.nextStart {
      let sent = max(start, free)
      let number = ledger.send(at: sent)
      free = sent + service(number)
      ledger.answer(UInt64(number), at: free)
    }
    return ledger.finish()
  }

  private static func value(_ percentile: Histogram.Percentile) throws -> Double {
    guard case .value(let value) = percentile else {
      throw NoValue()
    }
    return Double(value)
  }

  private struct NoValue: Error {}

  /// The planted stall of 1.4 s: a closed loop sees one slow request, users see hundreds.
  @Test func aStallShowsInResponseAndHidesInService() throws {
    let schedule = ArrivalSchedule(.poisson(rate: 500), length: 10 * Self.second, seed: 42)
    let outcome = Self.serve(schedule) { $0 == 2000 ? 1_400 * Self.millisecond : Self.millisecond }
    let corrected = try Self.value(outcome.response.percentile(0.99))
    let uncorrected = try Self.value(outcome.service.percentile(0.99))
    #expect(uncorrected <= 1.001e6)
    #expect(corrected >= 100 * uncorrected)
    #expect(outcome.service.greatest == 1_400 * Self.millisecond)
    #expect(outcome.lost == 0)
    #expect(outcome.largestBacklog > 500)
    #expect(outcome.windows.reduce(0) { $0 + $1.done } == outcome.offered)
    #expect(outcome.windows.reduce(0) { $0 + $1.offered } == outcome.offered)
    #expect(outcome.windows.last?.backlog == 0)
  }

  @Test func withoutAStallBothAreEqual() {
    let schedule = ArrivalSchedule(.constant(rate: 100), length: Self.second, seed: 1)
    let outcome = Self.serve(schedule) { _ in Self.millisecond }
    #expect(outcome.response == outcome.service)
    #expect(outcome.delay.greatest == 0)
    #expect(outcome.throughput == 100)
  }

  @Test func whatWasNotAnsweredTookTheLongest() {
    let times = (0..<100).map { UInt64($0) * 1000 }
    var ledger = LoadLedger(ArrivalSchedule(times: times, length: 100_000), window: 100_000)
    for number in 0..<99 {
      ledger.send(at: times[number] + 10)
      if number < 90 { ledger.answer(UInt64(number), at: times[number] + 60) }
    }
    let outcome = ledger.finish(at: 500_000)
    #expect(outcome.lost == 10 && outcome.unsent == 1)
    #expect(outcome.responseTimes.percentile(0.5) == .value(60))
    #expect(outcome.responseTimes.percentile(0.9) == .value(60))
    // The 95th of 100 is the fifth of those that wait: 500 us less its start at 94 or 95 us.
    guard case .atLeast(let least) = outcome.responseTimes.percentile(0.95) else {
      Issue.record("the 95th percentile is known")
      return
    }
    #expect(least >= 405_000 && least < 406_000)
    #expect(outcome.serviceTimes.percentile(0.9) == .value(50))
    if case .atLeast(let greatest) = outcome.responseTimes.greatest {
      #expect(greatest == 410_000)
    }
    if case .atLeast(let mean) = outcome.serviceTimes.mean { #expect(mean > 36_000) }
    #expect(
      outcome.responseTimes.percentile(0.99) == .notEstimable(count: 100, needed: 299))
    #expect(OpenTimes(over: Histogram(), open: Histogram()).mean == nil)
  }

  @Test func requestsOfAFileAreBytes() {
    let request = LoadRequest.turns([[0xFF, 0], Array("long".utf8), [65]])
    #expect(request.bytes(of: 3) == [0xFF, 0])
    #expect(request.longestLine(of: 100) == (2 + 1 + 4 + 1, 1))
    #expect(request.longestLine(of: 1) == (1 + 1 + 2 + 1, 0))
    #expect(LoadRequest.pieces(["a", "b", "c"]).longestLine(of: 11) == (2 + 1 + 7 + 1, 10))
  }

  @Test func everyOperationIsAccountedFor() {
    var ledger = LoadLedger(
      ArrivalSchedule(times: [0, 10, 20, 30, 40], length: 100), window: 25)
    #expect(ledger.answer(0, at: 1) == .orphan)
    for now in [0, 12, 20, 31] as [UInt64] { ledger.send(at: now) }
    #expect(ledger.open == 4)
    #expect(ledger.answer(1, at: 15) == .expected)
    #expect(ledger.answer(1, at: 16) == .duplicate)
    #expect(ledger.answer(0, failed: true, at: 60) == .expected)
    #expect(ledger.answer(4, at: 61) == .orphan)
    #expect(ledger.answer(.max, at: 61) == .orphan)
    #expect(ledger.answer(2, at: 130) == .expected)
    ledger.receiveNonsense()
    #expect(!ledger.isComplete)
    #expect(ledger.nextStart == 40)
    let outcome = ledger.finish()
    #expect(outcome.offered == 5)
    #expect(outcome.response.count == 2)
    #expect(outcome.failed == 1)
    #expect(outcome.lost == 2)
    #expect(outcome.unsent == 1)
    #expect(outcome.orphans == 3)
    #expect(outcome.duplicates == 1)
    #expect(outcome.unreadable == 1)
    #expect(outcome.elapsed == 130)
    #expect(outcome.response.greatest == 110)
    #expect(outcome.service.least == 3)
    #expect(outcome.delay.greatest == 2)
    #expect(outcome.windows.map(\.offered) == [3, 2, 0, 0, 0, 0])
    #expect(outcome.windows.map(\.done) == [1, 0, 0, 0, 0, 1])
    #expect(outcome.windows.map(\.failed) == [0, 0, 1, 0, 0, 0])
    #expect(outcome.windows.map(\.backlog) == [2, 4, 3, 3, 3, 2])
    #expect(outcome.windows.map(\.longest) == [5, 0, 0, 0, 0, 110])
    let whole = outcome.windows(endingWith: ArrivalSchedule(times: [], length: 100))
    #expect(whole.map(\.done) == [1, 0, 0, 1])
    #expect(whole.map(\.failed) == [0, 0, 1, 0])
    #expect(whole.map(\.backlog) == [2, 4, 3, 2])
    #expect(whole.map(\.longest) == [5, 0, 0, 110])
    let longer = outcome.windows(endingWith: ArrivalSchedule(times: [], length: 1000))
    #expect(longer == outcome.windows)
  }

  @Test func aLoadWithoutOperationsIsNothing() {
    let outcome = LoadLedger(ArrivalSchedule(times: [], length: 0), window: 10).finish()
    #expect(outcome.throughput == 0)
    #expect(outcome.windows == [])
    #expect(outcome.largestBacklog == 0)
  }
}
