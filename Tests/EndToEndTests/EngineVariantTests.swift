import PerfJSON
import Testing

/// The variants of the reference engine, compared for what they compute and never for their speed.
@Suite(.serialized) struct EngineVariantTests {
  private static let folder = Project.perfkit.dropLast("perfkit".count)
  private static let benchmark = "results: [{file: benchmark.csv, schema: benchmark/1}]"
  private static let untimed =
    "rules: [{metric: \"{throughput,latency_*,wall_time}\", gate: false}]"

  private func project(
    _ variants: [String], setting name: String, command: String, result: String,
    suite: [String] = []
  ) throws -> Project {
    let forms = variants.map { "\($0): {environment: {\(name): \($0)}}" }
    return try Project(
      Project.Plan(
        engine:
          "{source: ., build: steps, steps: [], variants: {\(forms.joined(separator: ", "))}}",
        kind: "bench", suite: ["pairs: 2", "warmup: 0"] + suite,
        cases: ["{name: flow, command: [./engine.sh, \"${seed}\"], \(result)}"],
        policy: [Self.untimed]),
      engine: "exec \(Self.folder)\(command)")
  }

  private func ab(
    _ project: Project, _ base: String, _ head: String, exits: Int32 = 0, _ verdict: String = "pass"
  ) throws -> Invocation {
    try project.perfkit(
      "ab", "--no-lock", "--pairs", "2", "--base-variant", base, "--head-variant", head,
      exits: exits, verdict)
  }

  private func digests(_ call: Invocation) -> [JSON] {
    (call.document["rows"]?.elements ?? []).filter { $0["unit"]?.text == "digest" }
  }

  @Test(arguments: [
    ("single", "concurrent", "--ring 64 --batch 16"), ("single", "concurrent", "--ring 1"),
    ("spinlock", "segmented", "--producers 3"), ("single", "spinlock", ""),
    ("allocated", "pooled", ""), ("single", "pooled", ""),
  ])
  func variantsMakeTheSameTrades(base: String, head: String, options: String) throws {
    let project = try project(
      [base, head], setting: "REFENGINE_VARIANT",
      command: """
        refengine variant --scenario baseline --seed "$1" --messages 3000 --runs 2 \(options)
        """, result: Self.benchmark)
    let call = try ab(project, base, head)
    #expect(digests(call).map { $0["verdict"]?.text } == ["pass"])
    #expect(call.output.contains("1 digest equal"))
  }

  @Test func aLadderOfSeedsAgreesPairwise() throws {
    let project = try project(
      ["single", "concurrent"], setting: "REFENGINE_VARIANT",
      command: "refengine variant --scenario baseline --seed \"$1\" --messages 2000 --runs 1",
      result: Self.benchmark)
    let plan = try project.read("perfkit.yaml")
    try project.write(
      plan.replacing("    seed: 42\n", with: "    seeds: [1, 2, 3, 5, 8, 42]\n"),
      to: "perfkit.yaml")
    let call = try ab(project, "single", "concurrent")
    let rows = digests(call)
    #expect(rows.count == 6 && rows.allSatisfy { $0["verdict"]?.text == "pass" })
  }

  @Test(arguments: ["double", "decimal"])
  func typesOfPricesThatAreReadAgree(kind: String) throws {
    let project = try project(
      ["int64", kind], setting: "REFENGINE_PRICE",
      command: "refengine-prices baseline --seed \"$1\" --messages 2000", result: Self.benchmark)
    let call = try ab(project, "int64", kind)
    #expect(call.output.contains("1 digest equal"))
  }

  @Test func binaryFractionsMakeOtherTrades() throws {
    let project = try project(
      ["int64", "double", "decimal"], setting: "REFENGINE_PRICE",
      command: "refengine-prices thirds", result: "results: [{file: thirds.csv, schema: thirds/1}]")
    let plan = try project.read("perfkit.yaml")
    let schema = """
        thirds/1:
          columns:
            - {name: offers, type: uint, role: metric, class: exact, unit: count}
            - {name: trades, type: uint, role: metric, class: exact, unit: count}
            - {name: profit, type: string, role: info}
            - {name: digest, type: digest, role: digest}

      """
    try project.write(plan.replacing("suites:\n", with: schema + "suites:\n"), to: "perfkit.yaml")
    let exact = try ab(project, "int64", "decimal")
    #expect(exact.output.contains("1 digest equal"))
    let binary = try ab(project, "int64", "double", exits: 4, "incorrect")
    #expect(binary.errors.contains("base 1000,1000,b6d299e311fbe3ed, head 1000,648,"))
  }

  @Test func variantsLeaveTheirOwnTables() throws {
    let project = try Project()
    func run(_ variant: String) throws -> String {
      try project.sh(
        """
        rm -rf out; mkdir out
        PERFKIT_OUT=out REFENGINE_VARIANT=\(variant) \
          \(Self.folder)refengine variant --scenario baseline --messages 2000 --seed 3
        """)
    }
    let digest = "digest "
    let single = try run("single")
    let locked = try run("spinlock")
    #expect(locked.hasPrefix("spinlock, baseline, seed 3: 2000 messages, "))
    #expect(locked.contains("; lock held p50 "))
    let holds = try project.read("out/lock-hold.csv").split(separator: "\n")
    #expect(holds[0] == "scenario,seed,producers,holds,p50,p99,p999,max")
    #expect(holds[1].hasPrefix("baseline,3,2,"))
    let pooled = try run("pooled")
    #expect(pooled.contains(" page faults"))
    let memory = try project.read("out/memory.csv")
    #expect(memory.hasPrefix("scenario,seed,resident,faults\nbaseline,3,"))
    #expect(!names(inFolder: project.folder + "/out").contains("lock-hold.csv"))
    func trades(_ text: String) -> Substring? {
      text.firstRange(of: digest).map { text[$0.upperBound...].prefix(16) }
    }
    #expect(trades(single) == trades(locked) && trades(single) == trades(pooled))
  }

  @Test func wrongWordsAreNamed() throws {
    let project = try Project()
    let mistakes = [
      (
        "REFENGINE_VARIANT=polled", "refengine variant --scenario x10",
        "REFENGINE_VARIANT cannot be 'polled', it is one of single, concurrent, spinlock, "
          + "segmented, pooled, allocated; did you mean 'pooled'?"
      ),
      (
        "A=b", "refengine variant --scenario x10 --batch 0",
        "--batch must be a whole number from 1 to 16777216, not '0'"
      ),
      (
        "REFENGINE_PRICE=float", "refengine-prices x10",
        "REFENGINE_PRICE cannot be 'float', it is one of int64, double, decimal"
      ),
      ("A=b", "refengine-prices", "no scenario given; try 'refengine-prices --help'"),
      (
        "A=b", "refengine-prices x1000",
        "there is no scenario 'x1000', only baseline, x10, x100 and thirds"
      ),
      ("A=b", "refengine-prices x10 x100", "unexpected word 'x100'; try 'refengine-prices --help'"),
      ("A=b", "refengine-prices x10 --seed", "--seed needs a value"),
      (
        "PERFKIT_SEED=one", "refengine-prices x10",
        "the seed must be a whole number from 0 to 18446744073709551615, not 'one'"
      ),
      (
        "A=b", "refengine-prices x10 --messages 0",
        "--messages must be a whole number from 1 to 10000000, not '0'"
      ),
    ]
    for (setting, words, text) in mistakes {
      let said = try project.sh("\(setting) \(Self.folder)\(words) 2>&1 || echo \"status $?\"")
      #expect(said.contains(text), "\(said)")
      #expect(said.contains("status 64"))
    }
    for program in ["refengine variant", "refengine-prices"] {
      #expect(try project.sh("\(Self.folder)\(program) --help").contains("Usage: \(program) "))
    }
  }
}
