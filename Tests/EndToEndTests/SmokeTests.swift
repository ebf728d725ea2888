import PerfJSON
import Testing

@Suite struct SmokeTests {
  @Test func ninePassingRuns() throws {
    let cases = ["a", "b", "c"].map { Project.Plan.kv($0, runs: 3) }
    let project = try Project(.init(cases: cases), engine: Project.leaving())
    let call = try project.perfkit("smoke")
    #expect(call.document["format"] == .string("perfkit-run/1"))
    #expect(call.cases.map { $0["runs"]?.elements?.count } == [3, 3, 3])
    #expect(call.digests.count == 3)
    #expect(call.output.contains("pass  9 runs, 3 digests"))
    let orders = call.cases.flatMap { $0["runs"]?.elements ?? [] }.map { $0["order"]?.integer }
    #expect(orders == (0..<9).map { $0 })
  }

  @Test func theRunIsKeptWithItsTablesAndOutput() throws {
    let project = try Project(.init(), engine: "echo hello; " + Project.leaving())
    let call = try project.perfkit("smoke")
    let run = ".perfkit/runs/\(try #require(call.document["id"]?.text))/"
    #expect(try project.json(run + "run.json") == call.document)
    let table = try #require(call.cases.first?["tables"]?.elements?.first)
    let file = run + (try #require(table["file"]?.text))
    #expect(try project.read(file) == "k,v\na,1\n")
    #expect(try project.sh("sha256sum \(file)").hasPrefix(table["sha256"]?.text ?? "-"))
    let output = try #require(call.cases.first?["runs"]?.elements?.first?["output"]?.text)
    #expect(try project.read(run + output) == "hello\n")
    #expect(try project.read(".perfkit/.gitignore") == "*\n")
  }

  @Test func aSecondRunStartsNoBuild() throws {
    let plan = Project.Plan(
      engine: "{source: ., build: steps, steps: [[./build.sh]], artefacts: [bin/demo]}",
      cases: ["{name: quick, command: [demo], results: [{file: r.csv, schema: kv/1}]}"])
    let project = try Project(plan, engine: Project.leaving())
    try project.write(
      "#!/bin/sh\necho built >> \"$MARKS/builds\"; mkdir -p bin; cp engine.sh bin/demo\n",
      to: "build.sh")
    let first = try project.perfkit("smoke")
    let second = try project.perfkit("smoke")
    #expect(project.count("builds") == 1)
    #expect(second.output.contains("used again"))
    #expect(first.digests == second.digests)
    try project.write("#!/bin/sh\n" + Project.leaving("2"), to: "engine.sh")
    #expect(try project.perfkit("smoke").digests != first.digests)
    #expect(project.count("builds") == 2)
  }

  @Test func aFolderBelowWillDo() throws {
    let project = try Project(.init(), engine: Project.leaving())
    try project.sh("mkdir -p deep/er")
    try project.perfkit("smoke", below: "/deep/er")
    #expect(try project.sh("ls -A deep/er") == "")
  }

  @Test func failFastLeavesTheRestOut() throws {
    let cases = ["a", "b"].map { Project.Plan.kv($0) }
    let project = try Project(.init(cases: cases), engine: "exit 1")
    let call = try project.perfkit("smoke", "--fail-fast", exits: 4, "incorrect")
    #expect(call.cases.map { $0["outcome"]?.text } == ["failed", "skipped"])
  }

  @Test func theWorstCaseDecides() throws {
    let engine = """
      case $PERFKIT_CASE in
      lost) ;;
      renamed) echo 'k,w' > "$PERFKIT_OUT/r.csv"; echo 'a,1' >> "$PERFKIT_OUT/r.csv" ;;
      *) \(Project.leaving()) ;;
      esac
      """
    let cases = ["fine", "lost", "renamed"].map { Project.Plan.kv($0) }
    let project = try Project(.init(cases: cases), engine: engine)
    try project.perfkit("smoke", exits: 5, "not-comparable")
    try project.perfkit("smoke", "--case", "{fine,lost}", exits: 3, "missing")
    try project.perfkit("smoke", "--case", "fine")
  }
}
