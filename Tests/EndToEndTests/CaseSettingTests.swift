import PerfJSON
import Testing

@Suite struct CaseSettingTests {
  @Test func standardOutputCanBeTheResult() throws {
    let case_ =
      "{name: quick, command: [./engine.sh], capture: stdout, "
      + "results: [{file: stdout.csv, schema: kv/1}]}"
    let project = try Project(
      .init(cases: [case_]), engine: "echo noise >&2; printf 'k,v\\na,7\\n'")
    let call = try project.perfkit("smoke")
    #expect(call.cases.first?["samples"]?["v"]?["values"]?.elements?.first?.double == 7)
    let run = ".perfkit/runs/\(try #require(call.document["id"]?.text))/"
    let table = try #require(call.cases.first?["tables"]?.elements?.first?["file"]?.text)
    #expect(try project.read(run + table) == "k,v\na,7\n")
  }

  @Test func prepareAndConcludeRunAroundTheCommand() throws {
    let case_ = Project.Plan.engine(
      "prepare: [sh, -c, \"echo prepare >> $MARKS/order; echo 5 > input\"]",
      "conclude: [sh, -c, \"ls $PERFKIT_OUT; echo conclude >> $MARKS/order\"]",
      "results: [{file: r.csv, schema: kv/1}]", runs: 2)
    let project = try Project(
      .init(cases: [case_]),
      engine: "echo run >> \"$MARKS/order\"; " + Project.leaving("$(cat input)"))
    let call = try project.perfkit("smoke")
    #expect(call.cases.first?["samples"]?["v"]?["values"]?.elements?.map(\.double) == [5, 5])
    let order = contents(of: project.outside + "/order")
    #expect(order == String(repeating: "prepare\nrun\nconclude\n", count: 2))
  }

  @Test func aFailingPrepareIsIncorrect() throws {
    let case_ = Project.Plan.engine("prepare: [sh, -c, \"echo no data; exit 2\"]")
    let project = try Project(.init(cases: [case_]), engine: "echo run >> \"$MARKS/order\"")
    let call = try project.perfkit("smoke", exits: 4, "incorrect")
    #expect(call.errors.contains("`prepare` ended with status 2"))
    #expect(call.errors.contains("| no data"))
    #expect(project.count("order") == 0)
  }

  @Test func aFailingConcludeIsIncorrect() throws {
    let case_ = Project.Plan.engine("conclude: ['false']")
    let project = try Project(.init(cases: [case_]), engine: "true")
    let call = try project.perfkit("smoke", exits: 4, "incorrect")
    #expect(call.errors.contains("`conclude` ended with status 1"))
  }

  @Test func concludeRunsAfterAFailureToo() throws {
    let case_ = Project.Plan.engine("conclude: [sh, -c, \"echo >> $MARKS/order\"]")
    let project = try Project(.init(cases: [case_]), engine: "exit 3")
    try project.perfkit("smoke", exits: 4, "incorrect")
    #expect(names(inFolder: project.outside) == ["order"])
  }

  @Test func inputIsReadAndRecorded() throws {
    let case_ = Project.Plan.engine(
      "stdin: data/in", "inputs: [data/book]", "results: [{file: r.csv, schema: kv/1}]")
    let project = try Project(.init(cases: [case_]), engine: Project.leaving("$(cat)"))
    try project.write("12\n", to: "data/in")
    try project.write("book\n", to: "data/book")
    let call = try project.perfkit("smoke")
    #expect(call.cases.first?["samples"]?["v"]?["values"]?.elements?.first?.double == 12)
    let inputs = try #require(call.cases.first?["inputs"]?.elements)
    #expect(inputs.map { $0["path"]?.text } == ["engine.sh", "data/book", "data/in"])
    for input in inputs {
      let sum = try project.sh("sha256sum \(input["path"]?.text ?? "")").prefix(64)
      #expect(input["sha256"]?.text == String(sum))
    }
    try project.sh("rm data/book")
    try project.perfkit("smoke", exits: 64, "usage")
  }

  @Test func warmUpsAreNoRuns() throws {
    let project = try Project(
      .init(cases: [Project.Plan.kv(runs: 2, "warmup: 3")]),
      engine: "echo run >> \"$MARKS/all\"; " + Project.leaving())
    let call = try project.perfkit("smoke")
    #expect(project.count("all") == 5)
    #expect(call.cases.first?["runs"]?.elements?.count == 2)
    #expect(call.cases.first?["samples"]?["wall_time"]?["values"]?.elements?.count == 2)
  }

  @Test func scratchFoldersCanBeKept() throws {
    let project = try Project(
      .init(cases: [Project.Plan.kv(runs: 2)]), engine: "touch seen; " + Project.leaving())
    let ended = try project.start(["smoke", "--keep-scratch"]).wait()
    #expect(ended.status == 0)
    let kept = try #require(project.scratchFolders.first)
    #expect(ended.output.contains("scratch folders kept in \(project.temporary)/\(kept)/kept"))
    let found = try project.sh("cd \(project.temporary)/*/kept; find . -name seen | wc -l")
    #expect(found == "2\n")
    // A folder that was kept on purpose is nobody's left-over.
    _ = try project.start(["smoke"]).wait()
    #expect(project.scratchFolders == [kept])
  }

  @Test func theRunsAreCounted() throws {
    let project = try Project(
      .init(cases: [Project.Plan.kv(runs: 2)]), engine: Project.leaving())
    let call = try project.perfkit("smoke", "--repeat", "5")
    #expect(call.cases.first?["runs"]?.elements?.count == 5)
    #expect(call.document["narrowed"]?.flag == true)
  }
}
