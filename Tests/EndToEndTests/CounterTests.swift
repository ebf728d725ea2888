import PerfJSON
import Testing

/// `--counters`: what instructions are counted with.
@Suite struct CounterTests {
  /// Follows valgrind's command line: runs the program and leaves the files that it asks for.
  private static let fake = """
    #!/bin/sh
    for word; do
      shift
      case $word in
        --callgrind-out-file=*) counts=$(echo "${word#*=}" | sed "s/%p/$$/") ;;
        --log-file=*) log=$(echo "${word#*=}" | sed "s/%p/$$/") ;;
        --) break ;;
      esac
    done
    : > "$log"
    case ${FAKE-} in
      silent) echo "==$$== Valgrind: I give up" > "$log"; exit 1 ;;
      killed) : > "$counts"; exec "$@" ;;
      status) "$@"; exit 9 ;;
    esac
    "$@"
    status=$?
    printf 'version: 1\\nevents: Ir\\nsummary: 4242\\n\\ntotals: 4242\\n' > "$counts"
    exit $status
    """

  private func project(_ plan: Project.Plan? = nil, engine: String? = nil) throws -> Project {
    let project = try plan.map { try Project($0, engine: engine) } ?? Project()
    try project.write(Self.fake, to: "bin/valgrind")
    return project
  }

  private func path(_ project: Project) -> String {
    project.folder + "/bin:" + (project.environment["PATH"] ?? "")
  }

  private static let marks = "sh -c 'echo x >> \"$MARKS/runs\"'"

  private func run(_ project: Project, fake: String = "", _ more: String...) throws -> Invocation {
    let isStrict = more.contains("--strict")
    return try project.perfkit(
      ["run", "--no-lock", "--runs", "3", "--counters", "valgrind", "--command", Self.marks] + more,
      exits: isStrict ? 2 : 0, fake.isEmpty ? "pass" : isStrict ? "fail" : "warn",
      setting: ["PATH": path(project), "FAKE": fake])
  }

  private func instructions(_ call: Invocation) -> JSON? {
    call.cases.first?["samples"]?["instructions"]
  }

  @Test func valgrindCountsInOneMoreRun() throws {
    let project = try project()
    let call = try run(project)
    let counted = try #require(instructions(call))
    #expect(counted["values"]?.elements?.compactMap(\.double) == [4242])
    #expect(counted["source"]?.text == "callgrind" && counted["gating"]?.flag == false)
    #expect(call.cases[0]["runs"]?.elements?.count == 3)
    #expect(call.cases[0]["samples"]?["wall_time"]?["values"]?.elements?.count == 3)
    #expect(project.count("runs") == 4)
    #expect(call.output.contains("4242 instructions (callgrind, one more run)"))
    #expect(call.warningCodes == [])
  }

  @Test(arguments: [
    ("silent", "valgrind left no count: I give up", 3),
    ("killed", "a process was killed before valgrind wrote its count", 4),
    ("status", "under valgrind it ended with status 9", 4),
  ])
  func withoutACountTheMetricIsAbsent(fake: String, reason: String, runs: Int) throws {
    let project = try project()
    let call = try run(project, fake: fake)
    #expect(instructions(call) == nil)
    #expect(call.cases[0]["uncounted"]?.text == reason)
    #expect(call.cases[0]["outcome"]?.text == "passed")
    #expect(call.warningCodes == ["case.uncounted"])
    #expect(call.errors.contains("instructions were not counted: " + reason))
    #expect(project.count("runs") == runs)
    #expect(try run(project, fake: fake, "--strict").warningCodes == ["case.uncounted"])
  }

  @Test func aSuiteKeepsTheExtraRunApart() throws {
    let project = try project(
      Project.Plan(kind: "bench", cases: [Project.Plan.kv(runs: 2)]),
      engine: """
        #!/bin/sh
        echo x >> "$MARKS/runs"
        printf 'k,v\\na,1\\n' > "$PERFKIT_OUT/r.csv"
        """)
    let call = try project.perfkit(
      ["bench", "--no-lock", "--counters", "valgrind"], setting: ["PATH": path(project)])
    #expect(instructions(call)?["values"]?.elements?.compactMap(\.double) == [4242])
    #expect(call.cases[0]["runs"]?.elements?.count == 2)
    #expect(call.cases[0]["tables"]?.elements?.count == 2)
    #expect(project.count("runs") == 3)
    let plain = try project.perfkit(["bench", "--no-lock", "--counters", "none"])
    #expect(instructions(plain) == nil)
    #expect(plain.digests == call.digests)
  }

  @Test func pairsShowTheCountsOfBothSides() throws {
    let project = try project()
    let call = try project.perfkit(
      [
        "ab", "--no-lock", "--pairs", "2", "--counters", "valgrind", "--base", "sh -c 'echo a'",
        "--head", "sh -c 'echo b'",
      ], exits: 3, "inconclusive", setting: ["PATH": path(project)])
    let row = call.document["rows"]?.elements?.first { $0["metric"]?.text == "instructions" }
    #expect(row?["base"]?.double == 4242 && row?["head"]?.double == 4242)
    #expect(row?["gating"]?.flag == false)
  }

  @Test func withoutValgrindThatIsAnError() throws {
    let project = try Project()
    let call = try project.perfkit(
      "run", "--no-lock", "--runs", "2", "--counters", "valgrind", "--command", "/bin/true",
      exits: 1,
      "error", setting: ["PATH": project.outside])
    #expect(call.errorCodes == ["run.missing-valgrind"])
    #expect(call.errors.contains("apt-get install valgrind"))
  }

  /// The machine decides which of the two is seen.
  @Test func theKernelCountsOrIsNamedAsTheReason() throws {
    let project = try Project()
    let words = ["run", "--no-lock", "--json", "--runs", "2", "--counters", "perf", "--", "true"]
    let ended = try project.start(words).wait()
    let document = try JSON.parse(Array(ended.output.utf8))
    let auto = try project.perfkit(
      "run", "--no-lock", "--verbose", "--runs", "2", "--command", "true")
    if ended.status == 0 {
      let counted = document["cases"]?.elements?.first?["samples"]?["instructions"]
      #expect(counted?["source"]?.text == "perf" && counted?["values"]?.elements?.count == 2)
      #expect(instructions(auto) != nil)
    } else {
      #expect(document["errors"]?.elements?.first?["code"]?.text == "run.cannot-count")
      #expect(ended.status == 1)
      #expect(instructions(auto) == nil)
      #expect(auto.output.contains("instructions unavailable"))
    }
  }

  @Test func theRealValgrindCountsTheSameTwice() throws {
    let project = try Project()
    func count() throws -> Double {
      let call = try project.perfkit(
        "run", "--no-lock", "--runs", "2", "--counters", "valgrind", "--command", "/bin/true")
      #expect(call.warningCodes == [], "\(call.text)")
      return try #require(instructions(call)?["values"]?.elements?.first?.double)
    }
    let first = try count()
    #expect(first > 10_000)
    #expect(try count() == first)
  }
}
