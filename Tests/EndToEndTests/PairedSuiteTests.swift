import PerfJSON
import Testing

/// `perfkit ab` over suites: two revisions or two variants of an engine.
@Suite struct PairedSuiteTests {
  private static let plain = "{name: quick, command: [./engine.sh]}"

  /// Repositories with the engine `old` at tag v1 and `new` in the work tree.
  private func project(
    _ old: String, _ new: String, cases: [String] = [Project.Plan.kv()], suite: [String] = [],
    policy: [String] = [], engine: String = "{source: ., build: steps, steps: []}"
  ) throws -> Project {
    var plan = Project.Plan(engine: engine, kind: "bench", suite: suite, cases: cases)
    plan.policy = policy
    let project = try Project(plan, engine: old)
    try project.write(".perfkit/\n", to: ".gitignore")
    try project.commitAll()
    try project.sh("git tag v1")
    try project.write("#!/bin/sh\n" + new + "\n", to: "engine.sh")
    return project
  }

  private func ab(
    _ project: Project, _ more: [String] = [], exits: Int32 = 0, _ verdict: String = "pass"
  ) throws -> Invocation {
    try project.perfkit(
      ["ab", "--no-lock", "--base-ref", "v1"] + more, exits: exits, verdict)
  }

  private func rows(_ call: Invocation) -> [JSON] { call.document["rows"]?.elements ?? [] }

  private func notes(_ row: JSON?) -> String {
    ((row?["notes"]?.elements ?? []) as [JSON]).compactMap(\.text).joined(separator: "; ")
  }

  // MARK: Timing

  @Test func aMuchSlowerRevisionFailsAfterASecondBatch() throws {
    let project = try project("sleep 0.01", "sleep 0.1", cases: [Self.plain])
    let call = try ab(project, ["--pairs", "8"], exits: 2, "fail")
    let row = try #require(rows(call).first { $0["metric"]?.text == "wall_time" })
    #expect(row["verdict"]?.text == "fail" && row["pairs"]?.integer == 8)
    #expect(notes(row) == "first batch: fail")
    #expect(call.errors.contains("fail: quick: wall_time changed by +"))
    #expect(call.document["samples"]?["batches"]?.elements?.count == 2)
    #expect(call.document["sides"]?["base"]?["revision"]?["dirty"]?.flag == false)
    #expect(call.document["sides"]?["head"]?["revision"]?["dirty"]?.flag == true)
    #expect(call.document["base"]?.text == "v1" && call.document["head"]?.text == "work tree")
  }

  @Test func casesTakeTurnsAndDeclareTheirPairs() throws {
    let note = "echo \"$PERFKIT_CASE\" >> \"$MARKS/order\""
    let project = try project(
      note, note,
      cases: [
        "{name: a, command: [./engine.sh], pairs: 9, warmup: 0}",
        "{name: b, command: [./engine.sh], pairs: 3, warmup: 0}",
      ])
    let ended = try project.start(["ab", "--no-lock", "--base-ref", "v1", "--json"]).wait()
    let document = try JSON.parse(Array(ended.output.utf8))
    let batch = try #require(document["samples"]?["batches"]?.elements?.first)
    let pairs = (batch["series"]?.elements ?? []).map { $0["pairs"]?.integer }
    #expect(pairs == [9, 7], "three pairs are too few for two rows")
    let order = (contents(of: project.outside + "/order") ?? "").split(separator: "\n")
    #expect(Set(order.prefix(4)) == ["a", "b"])
    #expect(order.count >= 32)
  }

  @Test func theEnvironmentsSizeVaries() throws {
    let project = try project(
      "printf '%s' \"$PERFKIT_PAD\" | wc -c >> \"$MARKS/pads\"; pwd >> \"$MARKS/folders\"\n"
        + Project.leaving(),
      "printf '%s' \"$PERFKIT_PAD\" | wc -c >> \"$MARKS/pads\"; pwd >> \"$MARKS/folders\"\n"
        + Project.leaving())
    _ = try ab(project)
    let pads = Set((contents(of: project.outside + "/pads") ?? "").split(separator: "\n"))
    let folders = Set((contents(of: project.outside + "/folders") ?? "").split(separator: "\n"))
    #expect(pads.count > 1 && folders.count == 1)
  }

  // MARK: Exact columns

  @Test func exactMetricsNeedNoInterval() throws {
    let project = try project(Project.leaving("2"), Project.leaving("3"))
    let call = try ab(project, exits: 2, "fail")
    let row = try #require(rows(call).first { $0["metric"]?.text == "v" })
    #expect(row["base"]?.double == 2 && row["head"]?.double == 3)
    #expect(row["verdict"]?.text == "fail" && row["pairs"]?.integer == 2)
    #expect(call.output.contains("note: quick: no timing was judged"))
    try project.write("#!/bin/sh\n" + Project.leaving("1") + "\n", to: "engine.sh")
    _ = try ab(project, exits: 0, "improved")
  }

  private static let trade =
    "{name: quick, command: [./engine.sh], results: [{file: t.csv, schema: trade/1}]}"

  private static func trade(_ hash: String) -> String {
    "printf 'id,price,span,ratio,hash\\n1,5,6,1.5,\(hash)\\n' > \"$PERFKIT_OUT/t.csv\""
  }

  @Test func anotherDigestIsWrongUnlessThePolicyAllowsIt() throws {
    let project = try project(Self.trade("aa"), Self.trade("ab"), cases: [Self.trade])
    let call = try ab(project, exits: 4, "incorrect")
    let difference = notes(rows(call).first { $0["metric"]?.text == "t.csv" })
    #expect(difference.contains("record 1"))
    let plan = try project.read("perfkit.yaml").replacing(
      "  warn: 5%\n",
      with: """
          warn: 5%
          rules: [{case: quick, digest: may-change, until: 2099-01-01, reason: new hash}]

        """)
    try project.write(plan, to: "perfkit.yaml")
    let allowed = try ab(project)
    let reason = notes(rows(allowed).first { $0["metric"]?.text == "t.csv" })
    #expect(reason == "digest may change: new hash")
  }

  @Test func aSideMustRepeatItsOwnResults() throws {
    let project = try project(Project.leaving("1"), Project.leaving("$PERFKIT_RUN"))
    let call = try ab(project, exits: 4, "incorrect")
    #expect(call.errorCodes == ["ab.nondeterministic"])
    #expect(call.errors.contains("head pair 2 differs from pair 1"))
  }

  // MARK: Failures

  @Test func everyCaseThatFailsIsNamed() throws {
    let cases = [
      Project.Plan.kv("crashes"), Project.Plan.kv("empty"), Project.Plan.kv("absent"),
      Project.Plan.kv("good"),
    ]
    let script = """
      case "$PERFKIT_CASE" in
        crashes) [ -e "$MARKS/whole" ] || kill -SEGV $$; printf 'k,v\\na,1\\n' > "$PERFKIT_OUT/r.csv" ;;
        empty) : > "$PERFKIT_OUT/r.csv" ;;
        absent) ;;
        good) printf 'k,v\\na,1\\n' > "$PERFKIT_OUT/r.csv" ;;
      esac
      """
    let project = try project(script, script + "\n: other", cases: cases)
    let call = try ab(project, exits: 4, "incorrect")
    #expect(
      Set(call.errorCodes) == ["ab.crashed", "ab.missing"])
    for name in ["crashes", "empty", "absent"] {
      #expect(call.errors.contains("\(name): head "), "\(name)")
    }
    #expect(call.errors.contains("full output: .perfkit/runs/"))
    try project.sh("touch '\(project.outside)/whole'")
    let without = try ab(project, exits: 3, "missing")
    #expect(Set(without.errorCodes) == ["ab.missing"])
  }

  @Test func aBaseThatDoesNotRunIsMissing() throws {
    let project = try project("exit 1", Project.leaving())
    let call = try ab(project, exits: 3, "missing")
    #expect(call.errors.contains("missing: quick: base ended with status 1"))
  }

  @Test func aSideThatDoesNotBuildIsNamed() throws {
    let engine = "{source: ., build: steps, steps: [[sh, build.sh]]}"
    let project = try Project(
      Project.Plan(engine: engine, kind: "bench"), engine: Project.leaving())
    try project.write("exit 7\n", to: "build.sh")
    try project.write(".perfkit/\n", to: ".gitignore")
    try project.commitAll()
    try project.sh("git tag v1")
    try project.write("true\n", to: "build.sh")
    let base = try ab(project, exits: 3, "missing")
    #expect(base.errors.contains("ended with status 7"))
    try project.sh("git commit -qam good; git tag v2")
    try project.write("exit 8\n", to: "build.sh")
    let head = try project.perfkit(
      "ab", "--no-lock", "--base-ref", "v2", exits: 4, "incorrect")
    #expect(head.errors.contains("ended with status 8"))
  }

  @Test func anInterruptionLeavesNothing() throws {
    let project = try project(
      Project.leaving(), "touch \"$MARKS/on\"; sleep 60")
    let child = try project.start(["ab", "--no-lock", "--base-ref", "v1"])
    try child.wait(forFile: project.outside + "/on")
    child.send(2)
    #expect(try child.wait().status == 130)
    project.expectNothingLeft()
  }

  // MARK: Sides

  @Test func variantsAreComparedOnOneBuild() throws {
    let project = try project(
      Project.leaving("$LEVEL"), Project.leaving("$LEVEL"),
      engine:
        "{source: ., build: steps, steps: [], variants: {low: {environment: {LEVEL: \"1\"}}, high: {environment: {LEVEL: \"2\"}}}}"
    )
    let call = try project.perfkit(
      "ab", "--no-lock", "--base-variant", "low", "--head-variant", "high", exits: 2, "fail")
    #expect(call.document["sides"]?["base"]?["variant"]?.text == "low")
    #expect(call.document["base"]?.text == "low" && call.document["head"]?.text == "high")
    let unknown = try project.perfkit(
      "ab", "--base-variant", "lo", "--head-variant", "high", exits: 64, "usage")
    #expect(unknown.errorCodes == ["select.unknown-variant"])
    #expect(unknown.errors.contains("did you mean 'low'?"))
  }

  @Test func equalBytesAreANoteAndAreMeasured() throws {
    let engine =
      "{source: ., build: steps, steps: [[sh, -c, \"cp engine.sh run\"]], artefacts: [run]}"
    let project = try project(
      Project.leaving(), Project.leaving(),
      cases: ["{name: quick, command: [./run], results: [{file: r.csv, schema: kv/1}]}"],
      engine: engine)
    let call = try ab(project)
    #expect(
      call.document["notes"]?.elements?.compactMap(\.text).prefix(1) == [
        "demo: both sides are the same bytes"
      ])
    #expect(rows(call).contains { $0["metric"]?.text == "v" && $0["verdict"]?.text == "pass" })
  }

  @Test func theComparisonIsKeptBesideItsOutput() throws {
    let project = try project(Project.leaving(), Project.leaving())
    let call = try ab(project)
    let runs = try project.sh("cd .perfkit/runs && echo */")
    let run = runs.split(separator: "\n")[0].dropLast()
    #expect(try project.json(".perfkit/runs/\(run)/comparison.json") == call.document)
    #expect(
      try project.sh("ls .perfkit/runs/\(run)/base/cases/001-quick/1-0")
        .contains("output.log"))
  }

  @Test func nothingSelectedIsMissing() throws {
    let project = try project(Project.leaving(), Project.leaving())
    _ = try ab(project, ["--case", "other*"], exits: 3, "missing")
    let call = try ab(project, ["--suite", "mian"], exits: 64, "usage")
    #expect(call.errors.contains("did you mean 'main'?"))
  }

  @Test func differentConfidencesNeedTwoComparisons() throws {
    let project = try project(
      Project.leaving(), Project.leaving(),
      cases: [
        Project.Plan.kv("a", runs: 1, "confidence: 90%"), Project.Plan.kv("b"),
      ])
    let call = try ab(project, exits: 64, "usage")
    #expect(call.errorCodes == ["ab.confidence"])
  }

  @Test(arguments: [
    (["--base-ref", "v1", "--base", "true"], "--base"),
    (["--base-ref", "v1", "--prepare", "true"], "--prepare"),
    (["--head-ref", "v1"], "--base-ref"),
    (["--base-variant", "a"], "--head-variant"),
    (["--base-variant", "a", "--head-variant", "b", "--variant", "c"], "--variant"),
    (["--base-ref", "v1", "--head-variant", "b"], "--head-variant"),
    (["--base", "true", "--head", "true", "--suite", "main"], "--base-ref"),
    (["--head", "true"], "--base"),
    ([], "--base"),
  ])
  func formsDoNotMix(_ arguments: [String], _ named: String) throws {
    let project = try project(Project.leaving(), Project.leaving())
    let call = try project.perfkit(["ab"] + arguments, exits: 64, "usage")
    #expect(call.errors.contains(named))
  }
}
