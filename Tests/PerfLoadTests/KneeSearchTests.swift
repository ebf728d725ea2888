import Glibc
import PerfLoad
import PerfStatistics
import Testing

@Suite struct KneeSearchTests {
  /// An engine that meets its objectives with a chance that falls with the rate, and is 1/2 at the
  /// knee: 1/(1 + (rate/knee)^hardness).
  private static func search(
    knee: Double, hardness: Double, from first: Double, runs: Int = KneeSearch.standardRuns,
    _ generator: inout Xoshiro256
  ) -> (search: KneeSearch, judgements: Int) {
    var search = KneeSearch(from: first, in: 1...1e9, runs: runs)
    var judgements = 0
    while let rate = search.next, judgements < 2000 {
      let chance = 1 / (1 + pow(rate / knee, hardness))
      search.tell(isMet: generator.unit() < chance)
      judgements += 1
    }
    return (search, judgements)
  }

  @Test(arguments: [2.0, 5, 15, 60, 1000]) func theIntervalHoldsTheKnee(hardness: Double) {
    var generator = Xoshiro256(seed: UInt64(hardness))
    let knee = 12_345.0
    var (held, closed, judgements) = (0, 0, 0)
    for trial in 0..<2000 {
      let first = [100.0, 3000, 12_000, 400_000][trial % 4]
      let found = Self.search(knee: knee, hardness: hardness, from: first, &generator)
      let (lower, upper) = (found.search.lower ?? 0, found.search.upper ?? .infinity)
      if lower <= knee, knee <= upper { held += 1 }
      if lower > 0, upper.isFinite { closed += 1 }
      judgements += found.judgements
    }
    #expect(held >= 1900, "\(held) of 2000 hold it")
    if hardness >= 15 { #expect(closed >= 1990, "\(closed) of 2000 have both ends") }
    #expect(judgements / 2000 < 60)
  }

  @Test func aHardKneeIsBracketedByItsNeighbours() throws {
    var generator = Xoshiro256(seed: 1)
    let (search, judgements) = Self.search(
      knee: 1000, hardness: 1e9, from: 300, &generator)
    let (lower, upper) = (try #require(search.lower), try #require(search.upper))
    #expect(lower <= 1000 && 1000 < upper && upper <= lower * 1.1)
    #expect(search.knee == lower)
    #expect(judgements < 30)
    #expect(search.tallies.contains { $0.rate == lower && $0.missed == 0 && $0.met >= 7 })
  }

  @Test func theWalksCountTheirJudgements() throws {
    var search = KneeSearch(from: 100, in: 1...1e6)
    #expect(search.repeats == nil)
    var repeats: [Int] = []
    while let rate = search.next {
      if let count = search.repeats, rate < 150 { repeats.append(count) }
      search.tell(isMet: rate < 150)
    }
    #expect(repeats.prefix(7) == [0, 1, 2, 3, 4, 5, 6])
  }

  @Test func fewRunsGiveNoInterval() {
    var generator = Xoshiro256(seed: 2)
    let few = Self.search(knee: 1000, hardness: 1e9, from: 300, runs: 5, &generator)
    #expect(few.search.lower == nil && few.search.upper == nil)
    #expect(few.search.knee ?? 0 > 900 && few.search.knee ?? 0 <= 1000)
    let six = Self.search(knee: 1000, hardness: 1e9, from: 300, runs: 6, &generator)
    #expect(six.search.lower ?? 0 > 900 && six.search.upper ?? .infinity < 1200)
  }

  @Test func anEndBeyondTheRangeStaysOpen() {
    var search = KneeSearch(from: 100, in: 10...500)
    while search.next != nil { search.tell(isMet: true) }
    #expect(search.lower == 500 && search.upper == nil && search.knee == 500)
    var none = KneeSearch(from: 100, in: 10...500)
    while none.next != nil { none.tell(isMet: false) }
    #expect(none.lower == nil && none.upper == 10 && none.knee == nil)
  }
}
