import PerfModel
import Testing

@Suite struct DigestTests {
  private func compare(
    _ base: CaseRecord.Digest, _ head: CaseRecord.Digest, policy: Policy = Policy(),
    schemas: [Schema] = []
  ) -> Comparison {
    Fixture.compare(
      Fixture.run([Fixture.entry(digests: [head])], fingerprint: "another"),
      Fixture.baseline([Fixture.entry(digests: [base])]), policy: policy, schemas: schemas)
  }

  @Test func equalDigestsPassOnEveryMachine() {
    let comparison = compare(Fixture.digest("aa", ["a,1"]), Fixture.digest("aa", ["a,1"]))
    #expect(comparison.rows.map(\.verdict) == [.pass])
    #expect(comparison.rows.first?.gating == true)
    #expect(comparison.rows.first?.unit == "digest")
    #expect(comparison.rows.first?.base == .text("aa"))
    #expect(comparison.verdict == .pass)
    #expect(comparison.warnings.isEmpty)
    #expect(comparison.base == "main")
    #expect(comparison.head == "20270115T080000Z-00000000")
  }

  @Test(arguments: [
    (["a,1", "b,2"], ["a,1", "b,3"], "record 2 (k,v): base b,2, head b,3"),
    (["a,1"], ["a,1", "b,3"], "record 2 (k,v): only in the head: b,3"),
    (["a,1", "b,2"], ["a,1"], "record 2 (k,v): only in the base: b,2"),
    ([], ["a,1"], "record 1 (k,v): only in the head: a,1"),
  ])
  func anotherDigestIsIncorrectAndNamesTheFirstRecord(
    _ base: [String], _ head: [String], _ note: String
  ) {
    let comparison = compare(Fixture.digest("aa", base), Fixture.digest("bb", head))
    #expect(comparison.verdict == .incorrect)
    #expect(comparison.row("r.csv")?.notes == [note])
    #expect(comparison.row("r.csv")?.verdict == .incorrect)
  }

  @Test func recordsThatWereNotKeptCannotBeShown() {
    let comparison = compare(Fixture.digest("aa"), Fixture.digest("bb", ["a,1"]))
    #expect(comparison.verdict == .incorrect)
    #expect(
      comparison.row("r.csv")?.notes == ["digests differ; too many records to show the first"])
  }

  @Test func anotherSchemaOrOtherColumnsAreSaid() {
    let schema = compare(
      Fixture.digest("aa", ["a,1"], schema: "kv/1"), Fixture.digest("bb", ["a,1"], schema: "kv/2"))
    #expect(schema.verdict == .notComparable)
    #expect(schema.row("r.csv")?.notes == ["schema kv/1 in the baseline, kv/2 now"])
    let columns = compare(
      Fixture.digest("aa", header: "k,v", ["a,1"]), Fixture.digest("bb", header: "k,v,w", ["a,1,2"])
    )
    #expect(columns.verdict == .incorrect)
    #expect(columns.row("r.csv")?.notes == ["columns k,v in the base, k,v,w now"])
  }

  @Test func aNewDigestWarnsAndALostOneIsMissing() {
    let new = Fixture.compare(
      Fixture.run([Fixture.entry(digests: [Fixture.digest("aa")])]),
      Fixture.baseline([Fixture.entry()]))
    #expect(new.row("r.csv")?.verdict == .warn)
    #expect(new.row("r.csv")?.notes == ["new"])
    #expect(new.verdict == .warn)
    #expect(new.warnings.map(\.code) == ["compare.warn"])
    let lost = Fixture.compare(
      Fixture.run([Fixture.entry()]),
      Fixture.baseline([Fixture.entry(digests: [Fixture.digest("aa")])]))
    #expect(lost.row("r.csv")?.verdict == .missing)
    #expect(lost.row("r.csv")?.notes == ["removed"])
    #expect(lost.verdict == .missing)
  }

  @Test func aRuleMayAllowTheChange() {
    let allowed = Fixture.rule {
      $0.digestMayChange = true
      $0.reason = "new hash"
    }
    let comparison = compare(
      Fixture.digest("aa", ["a,1"]), Fixture.digest("bb", ["a,2"]),
      policy: Policy(rules: [allowed]))
    #expect(comparison.verdict == .pass)
    #expect(comparison.row("r.csv")?.notes == ["digest may change: new hash"])
    var expired = allowed
    expired.until = "2020-01-01"
    let after = compare(
      Fixture.digest("aa", ["a,1"]), Fixture.digest("bb", ["a,2"]),
      policy: Policy(rules: [expired]))
    #expect(after.verdict == .incorrect)
  }

  private static let directed = Schema(
    name: "kv/1",
    columns: [
      Schema.Column("k", .string, role: .key),
      Schema.Column("v", .uint, role: .metric, better: .lower, comparison: .exact),
      Schema.Column("w", .uint, role: .metric, comparison: .exact),
    ])

  @Test(arguments: [
    ("a,1,5", "a,2,5", true), ("a,1,5", "a,1,6", false), ("\"a,b\",1,5", "\"a,b\",2,5", true),
    ("\"x\"\"y,\",1,5", "\"x\"\"y,\",2,5", true), ("\u{301}a,1,5", "\u{301}a,2,5", true),
    ("\"a,\u{301}\",1,5", "\"a,\u{301}\",2,5", true),
    ("\"\u{301},\",1,5", "\"\u{301},\",2,5", true),
    ("a,1,5", "b,1,5", false), ("\"\u{301},\",1,5", "\"\u{301},\",1,6", false),
  ])
  func exactMetricsWithADirectionAreJudgedApart(_ base: String, _ head: String, _ equal: Bool) {
    let comparison = compare(
      Fixture.digest("aa", header: "k,v,w", [base]), Fixture.digest("bb", header: "k,v,w", [head]),
      schemas: [Self.directed])
    #expect(comparison.verdict == (equal ? .pass : .incorrect))
    if equal {
      #expect(comparison.row("r.csv")?.notes == ["only exact metrics with a direction differ"])
    }
  }
}
