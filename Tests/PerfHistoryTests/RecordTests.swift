import PerfJSON
import PerfModel
import PerfResults
import Testing

@Suite struct RecordTests {
  private func reread(_ run: RunRecord) throws -> RunRecord {
    try RunRecord(JSON.parse(Array(run.json.document.utf8)))
  }

  @Test func aRecordIsReadBackAsItWas() throws {
    let run = Fixture.run()
    #expect(try reread(run) == run)
    #expect(try reread(run).json.document == run.json.document)
    var plain = Fixture.run()
    plain.revision = nil
    plain.variant = nil
    plain.cases = []
    plain.engines = []
    plain.project = ""
    plain.content = ""
    plain.configDigest = ""
    #expect(try reread(plain) == plain)
  }

  @Test(arguments: CaseRecord.Outcome.allCases)
  func everyOutcomeIsReadBack(_ outcome: CaseRecord.Outcome) throws {
    var run = Fixture.run()
    run.cases[0].outcome = outcome
    run.cases[0].runs[0].outcome = outcome
    #expect(try reread(run) == run)
  }

  @Test(arguments: Verdict.allCases)
  func everyVerdictIsReadBack(_ verdict: Verdict) throws {
    var run = Fixture.run()
    run.verdict = verdict
    run.exit = verdict.exitStatus()
    #expect(try reread(run) == run)
  }

  @Test func theDocumentHasItsFormatFirstAndHoldsNoMore() throws {
    let document = Fixture.run().json.document
    #expect(document.hasPrefix("{\n  \"format\": \"perfkit-run/1\",\n  \"cases\": ["))
    #expect(document.hasSuffix("}\n") && !document.contains("\r"))
    #expect(
      Set(try #require(JSON.parse(Array(document.utf8)).members).map(\.name)) == [
        "format", "id", "command", "project", "host", "revision", "content", "toolchain",
        "config_digest", "narrowed", "variant", "engines", "cases", "warnings", "errors",
        "verdict", "exit",
      ])
    #expect(document.contains("\"seed\": \"18446744073709551615\""))
    #expect(document.contains("\"started_ns\": \"9007199254740993\""))
  }

  @Test func theHostIsDescribedAndNotNamed() throws {
    let json = Fixture.host.json
    #expect(
      Set(try #require(json.members).map(\.name)) == [
        "architecture", "cpu_model", "cpus", "hypervisor", "memory", "kernel", "os", "libc",
        "governor", "turbo", "smt", "aslr", "fingerprint",
      ])
  }

  @Test(arguments: [
    ("\"command\": \"smoke\"", "\"command\": 7", "command", "a string"),
    ("\"perfkit-run/1\"", "\"perfkit-run/2\"", "format", "perfkit-run/1"),
    ("\"cpus\": 2", "\"cpus\": 2.5", "host.cpus", "a whole number"),
    ("\"narrowed\": true", "\"narrowed\": 1", "narrowed", "a bool"),
    ("\"order\": 4", "\"order\": null", "cases[0].runs[1].order", "a whole number"),
    ("\"crashed\"", "\"exploded\"", "cases[0].runs[1].outcome", "one of the known words"),
    ("\"size\": 12", "\"size\": \"x\"", "cases[0].inputs[0].size", "a whole number"),
    ("\"r.csv\": \"bb\"", "\"r.csv\": 5", "cases[0].digests.r.csv", "a string"),
    ("\"incorrect\"", "\"perfect\"", "verdict", "one of the known words"),
  ])
  func whatIsWrongIsNamed(
    _ text: String, _ other: String, _ member: String, _ expected: String
  ) throws {
    let document = Fixture.run().json.document
    try #require(document.contains(text))
    let json = try JSON.parse(Array(document.replacing(text, with: other).utf8))
    #expect(throws: DocumentError(member: member, expected: expected)) { try RunRecord(json) }
  }

  @Test func everyMemberIsNeeded() throws {
    let members = try #require(Fixture.run().json.members)
    let optional = [
      "errors", "revision", "variant", "warnings",
    ]
    for member in members where !optional.contains(member.name) {
      let json = JSON.object(members.filter { $0.name != member.name })
      #expect(throws: DocumentError.self, "\(member.name)") { try RunRecord(json) }
    }
  }
}
