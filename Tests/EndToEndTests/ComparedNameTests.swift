import Testing

/// Names of files and runs that cannot be compared, and what to do instead.
@Suite struct ComparedNameTests {
  @Test func whatDoesNotExistIsSaidNotToExist() throws {
    let project = try Project(Project.Plan(), engine: Project.leaving())
    let name = try project.perfkit("compare", "a", "b", exits: 1, "error")
    #expect(name.errors.contains("there is no file 'a', and no run of that name\n"))
    let file = try project.perfkit("compare", "x/a.json", "b", exits: 1, "error")
    #expect(file.errors.contains("there is no file 'x/a.json'\n"))
    #expect(file.errorCodes == ["compare.no-file"])
  }

  @Test func aPairedComparisonIsReplayed() throws {
    let project = try Project(
      Project.Plan(
        engine: "{source: ., build: steps, steps: [], variants: {a: {}, b: {}}}", kind: "bench"),
      engine: Project.leaving())
    try project.perfkit(
      "ab", "--no-lock", "--base-variant", "a", "--head-variant", "b", "--pairs", "2")
    let run = try #require(names(inFolder: project.folder + "/.perfkit/runs").first)
    let call = try project.perfkit("compare", run, run, exits: 64, "usage")
    #expect(call.errors.contains("'\(run)' is a comparison itself, of two sides in pairs"))
    let replay = "compare --replay .perfkit/runs/\(run)/comparison.json"
    #expect(call.errors.contains("perfkit \(replay) judges it again"))
    try project.perfkit(replay.split(separator: " ").map(String.init))
  }
}
