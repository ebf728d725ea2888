import PerfJSON
import Testing

/// Timing against a stored baseline; the engine writes the values, so that no clock takes part.
@Suite struct StoredTimingTests {
  private static let file = "release/baselines/main/main.json"

  /// A bench project with a baseline of `runs` runs at 1000 messages a second.
  private func recorded(runs: Int = 10, policy: [String] = []) throws -> Project {
    let case_ =
      "{name: quick, command: [./engine.sh], runs: \(runs), "
      + "results: [{file: b.csv, schema: benchmark/1}]}"
    let plan = Project.Plan(
      kind: "bench", suite: ["baseline: main"], cases: [case_], policy: policy)
    let project = try Project(plan, engine: "cp \"${0%/*}/b.csv\" \"$PERFKIT_OUT\"")
    try run(project, slower: 1)
    try project.perfkit("baseline", "record", "main")
    return project
  }

  private func run(_ project: Project, slower: Int) throws {
    try project.write(
      """
      scenario,seed,messages,throughput,latency_mean,latency_p50,latency_p95,latency_p99,digest
      base,42,100,\(1000 / slower),\(10 * slower),\(10 * slower),\(10 * slower),\(10 * slower),ab

      """, to: "b.csv")
  }

  @Test func theSameSpeedPasses() throws {
    let project = try recorded()
    let call = try project.perfkit("bench")
    #expect(call.cases.first?["runs"]?.elements?.count == 10)
    #expect(call.cases.first?["samples"]?["throughput"]?["values"]?.elements?.count == 10)
    #expect(call.output.contains("advisory: 1 of 5 sessions"))
  }

  @Test func twentyTimesSlowerIsAWarning() throws {
    let project = try recorded()
    try run(project, slower: 20)
    let call = try project.perfkit("bench", exits: 0, "warn")
    #expect(call.errors.contains("quick: latency_p99 changed by +1900"))
    #expect(call.errors.contains("quick: throughput changed by -95"))
    #expect(call.errors.contains("fail-size change against 1 stored session"))
    let row = try call.row("latency_p99")
    #expect(row["verdict"]?.text == "warn")
    #expect(row["gating"]?.flag == false)
    let strict = try project.perfkit("bench", "--strict", exits: 2, "fail")
    #expect(strict.errors.contains("latency_p99 changed by +1900"))
  }

  @Test func muchFasterIsNoWarning() throws {
    let project = try recorded()
    try project.sh("sed -i 's/,10,10,10,10,/,1,1,1,1,/' b.csv")
    try project.perfkit("bench")
  }

  @Test func anotherMachineSaysNothing() throws {
    let project = try recorded()
    try project.sh(
      "sed -i 's/\"fingerprint\": \"[0-9a-f]*\"/\"fingerprint\": \"00\"/' \(Self.file)")
    try run(project, slower: 20)
    let call = try project.perfkit("bench")
    #expect(call.output.contains("other machine"))
    let row = try call.row("latency_p99")
    #expect(row["notes"]?.elements?.map(\.text) == ["other machine"])
    #expect(row["verdict"] == .null)
    #expect(row["change_percent"]?.double == 1900)
  }

  @Test func anotherMachineIsNotComparableWhereTimingGates() throws {
    let project = try recorded(policy: ["stored: gate"])
    try project.sh(
      "sed -i 's/\"fingerprint\": \"[0-9a-f]*\"/\"fingerprint\": \"00\"/' \(Self.file)")
    let call = try project.perfkit("bench", exits: 5, "not-comparable")
    #expect(call.errors.contains("other machine"))
  }

  @Test func anotherToolchainSaysNothing() throws {
    let project = try recorded()
    try project.sh("sed -i 's/\"toolchain\": \"[^\"]*\"/\"toolchain\": \"cc 1\"/' \(Self.file)")
    try run(project, slower: 20)
    let call = try project.perfkit("bench")
    #expect(try call.row("latency_p99")["notes"]?.elements?.map(\.text) == ["other toolchain"])
  }

  @Test func fewRunsSayNothing() throws {
    let project = try recorded(runs: 3)
    try run(project, slower: 20)
    let call = try project.perfkit("bench")
    #expect(try call.row("latency_p99")["notes"]?.elements?.map(\.text) == ["few runs"])
  }

  @Test func fewRunsAreTooFewWhereTimingGates() throws {
    let project = try recorded(runs: 3, policy: ["stored: gate"])
    try project.perfkit("bench", exits: 3, "inconclusive")
  }

  @Test func aDigestCountsOnEveryMachine() throws {
    let project = try recorded()
    try project.sh(
      "sed -i 's/\"fingerprint\": \"[0-9a-f]*\"/\"fingerprint\": \"00\"/' \(Self.file)")
    try project.sh("sed -i 's/,ab$/,cd/' b.csv")
    let call = try project.perfkit("bench", exits: 4, "incorrect")
    #expect(call.errors.contains("record 1"))
  }

  @Test func smokeHoldsItsOwnTimingAgainstNothing() throws {
    let project = try recorded()
    let call = try project.perfkit("smoke", exits: 3, "missing")
    #expect(call.errorCodes == ["select.nothing"])
  }
}
