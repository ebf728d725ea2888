import PerfJSON
import Testing

/// `perfkit selftest`: simulated, so that nothing depends on this machine.
@Suite struct SelftestTests {
  @discardableResult
  private func selftest(
    _ arguments: String..., exits: Int32 = 0, _ verdict: String = "pass"
  ) throws -> Invocation {
    try Project().perfkit(["selftest"] + arguments, exits: exits, verdict, keepsState: false)
  }

  private func rate(_ call: Invocation, _ name: String) throws -> JSON {
    try #require(call.document["rates"]?.elements?.first { $0["name"]?.text == name }, "\(name)")
  }

  @Test func aProgramAgainstItselfPasses() throws {
    let call = try selftest("aa", "--simulated", "--comparisons", "30")
    #expect(try rate(call, "copy: fail")["count"]?.integer == 0)
    #expect(try rate(call, "copy: pass")["kept"]?.flag == true)
    let control = try rate(call, "one after the other, p < 5 %")
    #expect(try #require(control["rate"]?.double) > 0.2)
    #expect(control["promise"] == .null && control["kept"] == .null)
    #expect(call.document["settings"]?["pairs"]?.integer == 20)
  }

  @Test(arguments: ["order", "pairs"])
  func aBrokenMethodIsFound(_ sabotage: String) throws {
    let call = try selftest(
      "aa", "--simulated", "--comparisons", "30", "--sabotage", sabotage, exits: 2, "fail")
    #expect(call.errors.contains("as it must be: --sabotage"))
    #expect(call.document["sabotage"]?.text == sabotage)
    #expect(Set(call.errorCodes) == ["selftest.promise-broken"])
  }

  @Test func injectedSlowdownsAreFound() throws {
    let call = try selftest("power", "--simulated", "--comparisons", "20")
    let missed = try rate(call, "+0 %: failed")
    #expect(missed["count"]?.integer == 0)
    try selftest(
      "power", "--simulated", "--comparisons", "20", "--sabotage", "pairs", exits: 2, "fail")
  }

  @Test func stoppingEarlyCostsNothing() throws {
    let call = try selftest("sequential", "--simulations", "100")
    let naive = try rate(call, "plain looks at p < 5 %")
    #expect(try #require(naive["rate"]?.double) > 0.1)
    try selftest(
      "sequential", "--simulations", "100", "--sabotage", "interval", exits: 2, "fail")
  }

  @Test func intervalsHoldTheTruth() throws {
    let call = try selftest("coverage", "--simulations", "60")
    #expect(call.output.contains("change, skewed, 20 pairs"))
    try selftest(
      "coverage", "--simulations", "60", "--sabotage", "interval", exits: 2, "fail")
  }

  @Test func realProgramsRunAndAreCounted() throws {
    let project = try Project()
    let ended = try project.start(
      ["selftest", "aa", "--comparisons", "1", "--pairs", "6", "--no-lock", "--json"]
    ).wait()
    let document = try JSON.parse(Array(ended.output.utf8))
    #expect(document["format"]?.text == "perfkit-selftest/1")
    #expect(document["rates"]?.elements?.first?["of"]?.integer == 1)
    project.expectNothingLeft()
  }

  @Test func realProgramsAreNotSabotagedByOrder() throws {
    let call = try selftest("aa", "--sabotage", "order", exits: 64, "usage")
    #expect(call.errorCodes == ["selftest.real-sabotage"])
    #expect(call.errors.contains("--simulated"))
  }

  @Test func theSameSeedGivesTheSameDocument() throws {
    let first = try selftest("aa", "--simulated", "--comparisons", "5", "--seed", "7")
    let second = try selftest("aa", "--simulated", "--comparisons", "5", "--seed", "7")
    #expect(first.document == second.document)
  }

  @Test func anInterruptionEndsIt() throws {
    let project = try Project()
    let child = try project.start(["selftest", "aa", "--no-lock", "--progress", "never"])
    try project.sh(
      "for i in $(seq 400); do ls ../t/perfkit.*/comment > /dev/null 2>&1 && break; sleep 0.05; done"
    )
    child.send(2)
    #expect(try child.wait().status == 130)
    project.expectNothingLeft()
  }
}
