import PerfJSON
import Testing

/// `perfkit compare`: files, and comparisons judged again.
@Suite struct CompareTests {
  private func project() throws -> Project {
    try Project(Project.Plan(), engine: Project.leaving())
  }

  // MARK: Replay

  private func replayable(_ project: Project, _ more: [String] = []) throws -> String {
    let ended = try project.start(
      ["ab", "--json", "--no-lock", "--base", "true", "--head", "true"] + more
    ).wait()
    try project.write(ended.output, to: "c.json")
    return ended.output
  }

  @Test func aComparisonIsReproducedByteForByte() throws {
    let project = try project()
    let document = try replayable(project, ["--pairs", "12"])
    let again = try project.start(["compare", "--json", "--replay", "c.json"]).wait()
    #expect(again.output == document)
    #expect(document.contains("\"verdict\""))
  }

  @Test func theVerdictFollowsFromTheSamples() throws {
    let project = try project()
    _ = try replayable(project, ["--pairs", "12"])
    let slower = try project.sh(
      """
      python3 - <<'END'
      import json
      d = json.load(open("c.json"))
      series = d["samples"]["batches"][0]["series"][0]
      series["head"]["wall_time"] = [2 * v + 0.001 * i for i, v in enumerate(series["base"]["wall_time"])]
      json.dump(d, open("slow.json", "w"))
      END
      """)
    #expect(slower.isEmpty)
    let call = try project.perfkit("compare", "--replay", "slow.json", exits: 3, "inconclusive")
    let row = call.document["rows"]?.elements?.first { $0["metric"]?.text == "wall_time" }
    #expect(row?["notes"]?.elements?.last?.text == "fail not confirmed")
  }

  @Test func onlyPairedComparisonsAreReplayed() throws {
    let project = try project()
    try project.write("{\"format\": \"perfkit-run/1\"}", to: "run.json")
    let run = try project.perfkit("compare", "--replay", "run.json", exits: 1, "error")
    #expect(run.errors.contains("'format' should be perfkit-comparison/1"))
    try project.write("{", to: "torn.json")
    let torn = try project.perfkit("compare", "--replay", "torn.json", exits: 1, "error")
    #expect(torn.errors.contains("torn.json:1:"))
    try project.perfkit("compare", "--replay", "none.json", exits: 1, "error")
  }

  // MARK: Files

  @Test func recordsAreComparedByFileOrName() throws {
    let project = try project()
    try project.perfkit("smoke")
    try project.sh("cp .perfkit/runs/*/run.json old.json")
    let equal = try project.perfkit("compare", "old.json", "old.json")
    #expect(equal.document["rows"]?.elements?.contains { $0["unit"]?.text == "digest" } == true)
    try project.write("#!/bin/sh\n" + Project.leaving("2") + "\n", to: "engine.sh")
    try project.perfkit("smoke")
    let newest = try project.sh("ls -t .perfkit/runs | head -n 1").split(separator: "\n")[0]
    let worse = try project.perfkit("compare", "old.json", String(newest), exits: 2, "fail")
    #expect(worse.errorCodes == ["compare.fail"])
    #expect(worse.document["base"]?.text == "old.json")
  }

  @Test func otherMachinesAreNotComparableUnlessAsked() throws {
    let project = try project()
    try project.perfkit("smoke")
    try project.sh(
      """
      cp .perfkit/runs/*/run.json old.json
      sed 's/"fingerprint": ".\\{4\\}/"fingerprint": "0000/' old.json > other.json
      sed 's/"toolchain": "none/"toolchain": "cc 13/' old.json > tool.json
      """)
    let call = try project.perfkit(
      "compare", "old.json", "other.json", exits: 5, "not-comparable")
    #expect(call.errorCodes == ["compare.other-machine"])
    try project.perfkit("compare", "--across-machines", "old.json", "other.json")
    let tool = try project.perfkit("compare", "old.json", "tool.json", exits: 5, "not-comparable")
    #expect(tool.errorCodes == ["compare.other-toolchain"])
  }

  @Test func tablesAreComparedByTheirSchema() throws {
    let project = try project()
    try project.write("k,v\na,1\n", to: "a.csv")
    try project.write("v,k\n1,a\n", to: "b.csv")
    try project.write("k,v\na,2\n", to: "c.csv")
    try project.perfkit("compare", "--from", "kv/1", "a.csv", "b.csv")
    try project.perfkit("compare", "--from", "kv/1", "a.csv", "c.csv", exits: 2, "fail")
    let lost = try project.perfkit("compare", "a.csv", "b.csv", exits: 64, "usage")
    #expect(lost.errors.contains("cannot tell what 'a.csv' holds"))
    let unknown = try project.perfkit(
      "compare", "--from", "kv/2", "a.csv", "b.csv", exits: 64, "usage")
    #expect(unknown.errors.contains("did you mean 'kv/1'?"))
    try project.write("k,w\na,2\n", to: "d.csv")
    try project.perfkit(
      "compare", "--from", "kv/1", "a.csv", "d.csv", exits: 5, "not-comparable")
  }

  @Test func hyperfinesTimesDecideNothing() throws {
    let project = try project()
    let text = #"{"results": [{"command": "x", "times": [1, 1.1, 0.9]}]}"#
    try project.write(text, to: "a.json")
    try project.write(text.replacing("0.9", with: "3"), to: "b.json")
    let call = try project.perfkit("compare", "a.json", "b.json", exits: 3, "inconclusive")
    #expect(call.errorCodes == ["compare.nothing-decides"])
    let row = call.document["rows"]?.elements?.first
    #expect(row?["case"]?.text == "x" && row?["change_percent"]?.double.map { $0 > 9 } == true)
    try project.write(#"{"results": [{"command": "x"}]}"#, to: "c.json")
    let broken = try project.perfkit("compare", "a.json", "c.json", exits: 1, "error")
    #expect(broken.errors.contains("'results[0].times' should be an array of seconds"))
    try project.write("[]", to: "d.json")
    try project.perfkit("compare", "a.json", "d.json", exits: 64, "usage")
    let format = try project.perfkit(
      "compare", "--from", "hyperfin", "a.json", "a.json", exits: 64, "usage")
    #expect(format.errors.contains("did you mean 'hyperfine'?"))
  }

  @Test(arguments: [
    ["a.json"], [], ["--replay", "c.json", "a.json"], ["--replay", "c.json", "--from", "x"],
    ["--replay", "c.json", "--across-machines"],
  ])
  func mistakesAreUsageErrors(_ arguments: [String]) throws {
    try project().perfkit(["compare"] + arguments, exits: 64, "usage")
  }
}
