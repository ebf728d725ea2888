import PerfModel
import PerfPlan
import Testing

/// The example of the configuration's reference, and what its keys mean.
@Suite struct PlanValueTests {
  private let example = """
    version: 1
    project: demo
    engines:
      demo:
        source: .                     # folder, relative to this file
        build: steps                  # swiftpm | make | steps
        steps: [[make, -j2]]          # each an argument list; may be empty
        artefacts: [bin/demo]
        variants: {ring: {environment: {DEMO_QUEUE: ring}}, lock: {environment: {DEMO_QUEUE: lock}}}
    schemas:                          # the project's own, beside the built-in ones
      kv/1:
        columns:
          - {name: k, type: string, role: key}
          - {name: v, type: uint, role: metric, class: exact, better: lower, unit: count}
    suites:
      smoke:
        kind: smoke
        engine: demo
        seed: 42                      # or seeds: [1, 2, 3]
        timeout: 20s                  # a run
        environment: {MPLCONFIGDIR: "${scratch}/mpl"}
        baseline: main
        cases:
          - name: quick
            command: [./bin/demo, --seed, "${seed}"]
            matrix: {scenario: [a, b]}
            repeat: 3
            results: [{file: r.csv, schema: kv/1}]
    policy:
      warn: 5%
      fail: 20%
      stored: advisory                # or gate
      inconclusive: fail
      rules: [{metric: latency_p99, suite: "stress*", fail: 20%}, {case: "quick/*", \
    metric: throughput, warn: 8%, until: 2027-01-31, reason: "…"}]
    """

  private func read(_ text: String) throws -> Plan {
    let (plan, said, _) = readPlan(text)
    return try #require(plan, "\(said)")
  }

  @Test func theReferenceExampleIsRead() throws {
    let plan = try read(example)
    #expect(plan.project == "demo")
    #expect(plan.folder == "/p")
    let variants = ["ring", "lock"].map {
      Engine.Variant(
        name: $0, environment: [EnvironmentValue(name: "DEMO_QUEUE", value: $0)])
    }
    #expect(
      plan.engines == [
        Engine(
          name: "demo", source: ".", build: .steps, steps: [["make", "-j2"]],
          artefacts: ["bin/demo"], variants: variants,
          position: Position(line: 4, column: 3, length: 4))
      ])
    #expect(
      plan.schemas == [
        Schema(
          name: "kv/1",
          columns: [
            .init("k", .string, role: .key),
            .init("v", .uint, role: .metric, unit: "count", better: .lower, comparison: .exact),
          ])
      ])
    let suite = try #require(plan.suites.first)
    #expect(suite.name == "smoke" && suite.kind == .smoke && suite.engine == "demo")
    #expect(suite.seeds == [42] && !suite.namesSeed)
    #expect(suite.baseline == "main")
    #expect(suite.environment == [EnvironmentValue(name: "MPLCONFIGDIR", value: "${scratch}/mpl")])
    #expect(suite.settings.timeout == .seconds(20))
    #expect(suite.position == Position(line: 16, column: 3, length: 5))
    let planned = try #require(suite.cases.first)
    #expect(planned.command.map(\.text) == ["./bin/demo", "--seed", "${seed}"])
    #expect(planned.command[2].position == Position(line: 25, column: 39, length: 9))
    #expect(planned.matrix == [MatrixAxis(key: "scenario", values: ["a", "b"])])
    #expect(planned.settings.repeats == 3)
    #expect(planned.settings.timeout == .seconds(20))
    #expect(
      planned.results == [
        ResultFile(
          file: "r.csv", schema: "kv/1", position: Position(line: 28, column: 26, length: 5))
      ])
    var first = PolicyRule(position: Position(line: 34, column: 11))
    first.metric = "latency_p99"
    first.suite = "stress*"
    first.fail = .relative(0.2)
    var second = PolicyRule(position: Position(line: 34, column: 63))
    second.caseName = "quick/*"
    second.metric = "throughput"
    second.warn = .relative(0.08)
    second.until = "2027-01-31"
    second.reason = "…"
    #expect(plan.policy == Policy(rules: [first, second]))
    #expect(plan.cases(of: suite).map(\.name) == ["quick/scenario=a", "quick/scenario=b"])
  }

  @Test func everySettingIsRead() throws {
    let plan = try read(
      """
      version: 1
      project: p
      engines:
        e:
          build: swiftpm
          product: tool
          configuration: debug
          build_environment: [FLAGS, CC]
          variants: {decimal: {}, float: {}}
          at: {"v0.*": {build: steps, steps: [[sh, -c, "echo $${HOME} $1"]], artefacts: [x]}}
      suites:
        s:
          kind: bench
          engine: e
          seeds: [1, 18446744073709551615]
          baseline: none
          warmup: 0
          runs: 10
          pairs: 20
          budget: 1.5m
          confidence: 99.5%
          prepare: [a, 5, true, ~, ""]
          conclude: [b]
          stdin: data/in.bin
          inputs: [../x, "${source}/y"]
          expect_exit: [0, 255]
          capture: stdout
          perturb: [hash, environment, path]
          objectives: ["latency_p99 < 100us", "backlog < 200 for 3 windows"]
          decisions: [{when: "throughput > 100000 and loss <= 0", say: "network"}]
          overheads:
            - {variant: decimal, against: float, metric: cpu, at_most: 30%, average: weighted}
            - {variant: decimal, against: float, at_most: 1%}
          cases:
            - name: c
              command: [tool]
            - name: d
              command: [tool]
              runs: 3
              prepare: [c]
              environment: {A: yes, B: 1, C: ""}
              results: [{file: "${env:A}.json", schema: probe/1, optional: true}]
      """)
    let engine = plan.engines[0]
    #expect(engine.product == "tool" && engine.configuration == "debug")
    #expect(engine.buildEnvironment == ["FLAGS", "CC"])
    #expect(
      engine.at == [
        Engine.RefRecipe(
          ref: "v0.*", build: .steps, steps: [["sh", "-c", "echo ${HOME} $1"]], artefacts: ["x"])
      ])
    let suite = plan.suites[0]
    #expect(suite.seeds == [1, .max] && suite.namesSeed && suite.baseline == nil)
    let inherited = suite.cases[0].settings
    #expect(inherited.warmup == 0 && inherited.runs == 10 && inherited.pairs == 20)
    #expect(inherited.budget == .seconds(90))
    #expect(inherited.confidence == 0.995)
    #expect(inherited.prepare?.map(\.text) == ["a", "5", "true", "~", ""])
    #expect(inherited.conclude?.map(\.text) == ["b"])
    #expect(inherited.stdin == "data/in.bin")
    #expect(inherited.inputs == ["../x", "${source}/y"])
    #expect(inherited.expectExit == [0, 255])
    #expect(inherited.captureStdout == true)
    #expect(inherited.perturb == [.hash, .environment, .path])
    #expect(
      inherited.objectives?.map(\.text) == ["latency_p99 < 100us", "backlog < 200 for 3 windows"])
    #expect(
      inherited.decisions == [.init(when: "throughput > 100000 and loss <= 0", say: "network")])
    #expect(
      inherited.overheads == [
        .init(
          variant: "decimal", against: "float", metric: "cpu", atMost: 0.3, average: "weighted"),
        .init(variant: "decimal", against: "float", metric: "wall_time", atMost: 0.01),
      ])
    let own = suite.cases[1]
    #expect(own.settings.runs == 3 && own.settings.pairs == 20)
    #expect(own.settings.prepare?.map(\.text) == ["c"])
    #expect(own.environment.map(\.value) == ["yes", "1", ""])
    #expect(own.results.first?.optional == true)
  }

  @Test func everyPolicyKeyIsRead() throws {
    let plan = try read(
      """
      version: 1
      project: p
      policy:
        warn: 2.5%
        fail: 10%
        stored: gate
        inconclusive: warn
        baseline_max_age: 90d
        rules:
          - {metric: "latency_{p50,p99}", floor: 50us, limit: 64MiB, gate: false, warn: 2ms, fail: 3s}
          - {digest: may-change, until: 2028-02-29, reason: "new order"}
      """)
    #expect(plan.policy.warn == 0.025 && plan.policy.fail == 0.1)
    #expect(plan.policy.stored == .gate && plan.policy.inconclusive == .warn)
    #expect(plan.policy.baselineMaxAge == .seconds(90 * 86400))
    let rules = plan.policy.rules
    #expect(rules[0].floor == .absolute(50, unit: "us"))
    #expect(rules[0].limit == .absolute(64, unit: "MiB"))
    #expect(rules[0].gate == false && rules[0].digestMayChange == nil)
    #expect(rules[0].fail == .absolute(3, unit: "s"))
    #expect(rules[1].digestMayChange == true && rules[1].until == "2028-02-29")
  }

  @Test func aPlanMayBeSmall() throws {
    let plan = try read("{version: 1, project: p}")
    #expect(plan.suites.isEmpty && plan.engines.isEmpty && plan.policy == Policy())
  }

  @Test func suiteValuesMayUseMatrixKeysThatEveryCaseHas() throws {
    let head = "version: 1\nproject: p\nengines: {e: {build: make}}\nsuites:\n  s:\n"
    let suite = head + "    kind: smoke\n    engine: e\n    environment: {MIX: \"${mix}\"}\n"
    let one = suite + "    cases:\n      - {name: a, command: [x], matrix: {mix: [1]}}\n"
    _ = try read(one)
    let two = one + "      - {name: b, command: [x]}\n"
    #expect(readPlan(two).problems.map(\.code) == ["plan.unknown-substitution"])
  }
}
