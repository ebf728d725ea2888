import PerfModel
import Testing

@Suite struct NearMissTests {
  private let known = ["timeout", "seed", "seeds", "cases", "repeat", "baseline", "kind"]

  @Test(arguments: [
    ("timeuot", "timeout"), ("tiemout", "timeout"), ("time_out", "timeout"), ("Timeout", "timeout"),
    ("case", "cases"), ("sed", "seed"), ("baselin", "baseline"), ("basleine", "baseline"),
    ("seads", "seeds"),
  ])
  func findsTheMistypedName(_ word: String, _ name: String) {
    #expect(nearest(word, in: known) == name)
  }

  @Test(arguments: ["", "x", "k", "policy", "tmt", "kids", String(repeating: "a", count: 1000)])
  func staysSilentWhereNothingIsNear(_ word: String) {
    #expect(nearest(word, in: known) == nil)
  }

  @Test func theNearestWins() {
    #expect(nearest("seeds1", in: known) == "seeds")
    #expect(nearest("ab", in: ["ac", "ad"]) == "ac")
    #expect(nearest("a", in: [String]()) == nil)
  }
}
