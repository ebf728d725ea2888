import PerfLoad
import Testing

@Suite struct RateSearchTests {
  private static func search(
    from first: Double, knee: Double, in range: ClosedRange<Double> = 1...1e6, tries: Int = 24
  ) -> (RateSearch, [Double]) {
    var search = RateSearch(from: first, in: range, tries: tries)
    var rates: [Double] = []
    while let rate = search.next {
      rates.append(rate)
      search.tell(isMet: rate <= knee)
    }
    return (search, rates)
  }

  @Test(arguments: [1, 7, 1000, 12_345, 999_999]) func theKneeLiesBetweenMetAndMissed(
    knee: Double
  ) throws {
    for first in [1.0, 900, 1e6] {
      let (search, rates) = Self.search(from: first, knee: knee)
      let (met, missed) = (try #require(search.met), try #require(search.missed))
      #expect(met <= knee && knee < missed)
      #expect(missed <= met * 1.1)
      #expect(rates.count <= 24)
      #expect(Set(rates).count == rates.count)
    }
  }

  @Test func ratesDoubleThenClose() {
    #expect(Self.search(from: 100, knee: 350).1.prefix(3) == [100, 200, 400])
    #expect(Self.search(from: 100, knee: 30).1.prefix(3) == [100, 50, 25])
  }

  @Test func aKneeBeyondTheRangeIsNotFound() {
    let (high, rates) = Self.search(from: 100, knee: 1e9, in: 1...500)
    #expect(high.met == 500 && high.missed == nil)
    #expect(rates == [100, 200, 400, 500])
    let (low, _) = Self.search(from: 100, knee: 0, in: 10...500)
    #expect(low.met == nil && low.missed == 10)
    #expect(Self.search(from: 100, knee: 350, tries: 2).1.count == 2)
    #expect(Self.search(from: 100, knee: 350, tries: 0).1.isEmpty)
  }
}
