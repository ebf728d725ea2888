import PerfJSON
import Testing

@Suite struct ListingTests {
  private static let table = "k,v\na,1\nb,2\n"

  @Test func suitesAndCasesAreListed() throws {
    let case_ = "{name: quick, command: [./engine.sh, \"${size}\"], matrix: {size: [1, 2]}}"
    let project = try Project(.init(suite: ["baseline: main"], cases: [case_]))
    let call = try project.perfkit("list")
    #expect(call.output.contains("main  smoke, engine demo, baseline main"))
    #expect(call.output.contains("  quick/size=1  ./engine.sh"))
    #expect(call.document["format"] == .string("perfkit-list/1"))
    let cases = call.document["suites"]?.elements?.first?["cases"]?.elements
    #expect(cases?.map { $0["name"]?.text } == ["quick/size=1", "quick/size=2"])
    #expect(cases?.map { $0["seed"]?.integer } == [42, 42])
  }

  @Test func schemasAreListedAndShown() throws {
    let project = try Project(.init())
    let list = try project.perfkit("schema", "list")
    let names = list.document["schemas"]?.elements?.compactMap(\.text) ?? []
    #expect(["benchmark/1", "probe/1", "kv/1", "trade/1"].allSatisfy(names.contains))
    let show = try project.perfkit("schema", "show", "kv/1")
    #expect(show.output.contains("v       uint    metric  count  lower   exact"))
    let columns = show.document["columns"]?.elements
    #expect(columns?.map { $0["name"]?.text } == ["k", "v"])
    #expect(columns?.last?["unit"]?.text == "count")
  }

  @Test func builtInSchemasNeedNoProject() throws {
    let project = try Project()
    let call = try project.perfkit("schema", "show", "benchmark/1")
    let names = call.document["columns"]?.elements?.compactMap { $0["name"]?.text }
    #expect(
      names == [
        "scenario", "seed", "messages", "throughput", "latency_mean", "latency_p50",
        "latency_p95", "latency_p99", "digest",
      ])
    let list = try project.perfkit("schema", "list")
    #expect(list.output.contains("probe/1"))
  }

  @Test func filesAreHeldAgainstASchema() throws {
    let project = try Project(.init())
    try project.write(Self.table, to: "good.csv")
    try project.write("k,w\na,1\n", to: "bad.csv")
    try project.write("k,v\na,1\na,1\n", to: "twice.csv")
    let good = try project.perfkit("schema", "validate", "kv/1", "good.csv")
    #expect(good.output.hasPrefix("good.csv  2 rows  "))
    let bad = try project.perfkit(
      "schema", "validate", "kv/1", "good.csv", "bad.csv", exits: 5, "not-comparable")
    #expect(bad.document["files"]?.elements?.count == 1)
    let both = try project.perfkit(
      "schema", "validate", "kv/1", "bad.csv", "twice.csv", exits: 4, "incorrect")
    #expect(both.errors.contains("bad.csv, column w: "))
    #expect(both.errors.contains("twice.csv, row 2: "))
    try project.perfkit("schema", "validate", "kv/1", "absent.csv", exits: 3, "missing")
  }

  @Test func cleanRemovesAllOrWhatIsOld() throws {
    let project = try Project(.init(), engine: Project.leaving())
    let first = try project.perfkit("smoke")
    try project.perfkit("smoke")
    let old = ".perfkit/runs/\(try #require(first.document["id"]?.text))"
    try project.sh("touch -d '40 days ago' '\(old)'")
    let partly = try project.perfkit("clean", "--older-than", "30d")
    #expect(partly.document["removed"]?.integer == 1)
    #expect(try project.sh("ls .perfkit/runs | wc -l") == "1\n")
    try project.perfkit("clean", keepsState: false)
    #expect(!names(inFolder: project.folder).contains(".perfkit"))
    #expect(names(inFolder: project.folder).contains("engine.sh"))
  }
}
