import PerfArguments
import Testing

@Suite struct NearMissTests {
  let known = ["smoke", "bench", "stress", "report", "release", "baseline", "ab", "run"]

  @Test(arguments: [
    ("smoke", "smoke"), ("smke", "smoke"), ("somke", "smoke"), ("smokee", "smoke"),
    ("benhc", "bench"), ("SMOKE", "smoke"), ("basleine", "baseline"), ("bselin", "baseline"),
    ("ba", "ab"), ("rum", "run"),
  ])
  func `one slip in four letters is near`(word: String, name: String) {
    #expect(nearest(word, in: known) == name)
  }

  @Test(arguments: ["", "s", "xyz", "smk", "benchmarks", "blns", String(repeating: "a", count: 9999)])
  func `more is far`(word: String) {
    #expect(nearest(word, in: known) == nil)
  }

  @Test func `the nearer wins, then the first`() {
    #expect(nearest("repeat", in: ["repeated", "repeats"]) == "repeats")
    #expect(nearest("cat", in: ["bat", "hat"]) == "bat")
    #expect(nearest("cat", in: []) == nil)
  }
}
