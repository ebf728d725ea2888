import PerfModel
import Testing

@Suite struct CaseTests {
  @Test func aNewCaseWarns() {
    let comparison = Fixture.compare(
      Fixture.run([Fixture.entry("a"), Fixture.entry("b")]), Fixture.baseline([Fixture.entry("a")]))
    #expect(comparison.rows.map(\.caseName) == ["b"])
    #expect(comparison.rows.first?.notes == ["new"])
    #expect(comparison.rows.first?.metric == "case")
    #expect(comparison.verdict == .warn)
    #expect(comparison.warnings.map(\.message) == ["b: case: new"])
  }

  @Test func aRemovedCaseIsMissingUnlessTheRunWasNarrowed() {
    let baseline = Fixture.baseline([Fixture.entry("a"), Fixture.entry("b")])
    let run = Fixture.run([Fixture.entry("a")])
    let whole = Fixture.compare(run, baseline)
    #expect(whole.verdict == .missing)
    #expect(whole.rows.map(\.notes) == [["removed"]])
    #expect(whole.rows.map(\.caseName) == ["b"])
    let narrowed = Fixture.compare(run, baseline, narrowed: true)
    #expect(narrowed.verdict == .pass && narrowed.rows.isEmpty)
  }

  @Test func anotherSeedIsNotCompared() {
    let comparison = Fixture.compare(
      Fixture.run([Fixture.entry(seed: 7, digests: [Fixture.digest("aa")])]),
      Fixture.baseline([Fixture.entry(seed: 42, digests: [Fixture.digest("bb")])]))
    #expect(comparison.rows.map(\.verdict) == [nil])
    #expect(comparison.rows.map(\.gating) == [false])
    #expect(comparison.rows.first?.notes == ["other seed: 42 in the baseline, 7 now"])
    #expect(comparison.verdict == .warn)
    #expect(comparison.warnings.map(\.code) == ["compare.other-seed"])
  }

  @Test func casesThatDidNotPassAreLeftToTheRun() {
    var failed = Fixture.entry(digests: [Fixture.digest("bb")])
    failed.outcome = .crashed
    let comparison = Fixture.compare(
      Fixture.run([failed]), Fixture.baseline([Fixture.entry(digests: [Fixture.digest("aa")])]))
    #expect(comparison.rows.isEmpty && comparison.verdict == .pass)
  }

  @Test func otherSuitesAreNotConcerned() {
    var other = Fixture.entry("else")
    other.suite = "bench"
    let comparison = Fixture.compare(
      Fixture.run([Fixture.entry("a"), other]), Fixture.baseline([Fixture.entry("a")]))
    #expect(comparison.rows.isEmpty && comparison.verdict == .pass)
  }

  @Test func theWorstGatingRowIsTheVerdict() {
    func size(_ value: Double) -> CaseRecord.Samples {
      Fixture.timing([value], metric: "size", unit: "B", comparison: .exact)
    }
    let base = Fixture.baseline([
      Fixture.entry("a", samples: [size(5)], digests: [Fixture.digest("aa", ["a,1"])]),
      Fixture.entry("b"),
    ])
    let improved = Fixture.run([
      Fixture.entry("a", samples: [size(4)], digests: [Fixture.digest("aa")]), Fixture.entry("b"),
    ])
    #expect(Fixture.compare(improved, base).verdict == .improved)
    let worse = Fixture.run([
      Fixture.entry("a", samples: [size(6)], digests: [Fixture.digest("aa")])
    ])
    #expect(Fixture.compare(worse, base).verdict == .fail)
    let broken = Fixture.run([
      Fixture.entry("a", samples: [size(6)], digests: [Fixture.digest("bb", ["a,2"])])
    ])
    #expect(Fixture.compare(broken, base).verdict == .incorrect)
  }
}
