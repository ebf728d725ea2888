import PerfJSON
import Testing

@Suite struct DeterminismTests {
  @Test func aFlakyEngineIsIncorrect() throws {
    let project = try Project(
      .init(cases: [Project.Plan.kv("fine"), Project.Plan.kv("flaky", runs: 3)]),
      engine: Project.leaving("$PERFKIT_RUN"))
    let call = try project.perfkit("smoke", exits: 4, "incorrect")
    #expect(call.cases.map { $0["outcome"]?.text } == ["passed", "nondeterministic"])
    #expect(call.errors.contains("flaky: run 1 differs from run 0 in r.csv"))
    #expect(call.errors.contains("record 1 (k,v): a,0 against a,1"))
    #expect(call.errorCodes == ["case.nondeterministic"])
  }

  @Test func anEngineThatDependsOnHashOrderIsTold() throws {
    let project = try Project(
      .init(cases: [Project.Plan.kv(runs: 3)]), engine: Project.leaving("${PYTHONHASHSEED:-7}"))
    let call = try project.perfkit("smoke", exits: 4, "incorrect")
    #expect(call.errors.contains("hash order"))
    #expect(call.errors.contains("a,0 against a,7"))
  }

  @Test func perturbationCanBeSwitchedOff() throws {
    let project = try Project(
      .init(cases: [Project.Plan.kv(runs: 3, "perturb: []")]),
      engine: Project.leaving("${SWIFT_DETERMINISTIC_HASHING:-7}"))
    try project.perfkit("smoke")
  }

  @Test func anotherFolderOfTheSameLengthIsAPerturbationToo() throws {
    let leaving =
      Project.leaving("${#PWD}") + "; printf 'k,v\\n%s,1\\n' \"$PWD\" > \"$PERFKIT_OUT/p.csv\""
    let results = "results: [{file: r.csv, schema: kv/1}]"
    let both = "results: [{file: r.csv, schema: kv/1}, {file: p.csv, schema: kv/1}]"
    let project = try Project(
      .init(cases: [
        Project.Plan.engine(results, "perturb: [path]", name: "length", runs: 2),
        Project.Plan.engine(both, "perturb: []", name: "fixed", runs: 2),
        Project.Plan.engine(both, "perturb: [path]", name: "moved", runs: 2),
      ]), engine: leaving)
    let call = try project.perfkit("smoke", exits: 4, "incorrect")
    #expect(call.cases.map { $0["outcome"]?.text } == ["passed", "passed", "nondeterministic"])
  }

  @Test func anotherSeedGivesAnotherDigest() throws {
    let project = try Project(.init(), engine: Project.leaving("$PERFKIT_SEED"))
    let declared = try project.perfkit("smoke")
    let other = try project.perfkit("smoke", "--seed", "43")
    #expect(declared.digests != other.digests)
    #expect(other.cases.first?["seed"]?.integer == 43)
  }
}
