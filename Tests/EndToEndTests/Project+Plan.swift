extension Project {
  /// A project with one engine, one suite and the schemas of these tests.
  struct Plan {
    /// What stands behind `demo:` below `engines`, in braces.
    var engine = "{source: ., build: steps, steps: []}"
    var kind = "smoke"
    /// Further lines of the suite.
    var suite: [String] = []
    /// Cases, each in braces.
    var cases: [String] = [Plan.kv()]
    /// Lines of the policy.
    var policy: [String] = []

    /// A case that runs `./engine.sh`, which leaves `r.csv` of schema kv/1.
    static func kv(_ name: String = "quick", runs: Int = 1, _ more: String = "") -> String {
      engine("results: [{file: r.csv, schema: kv/1}]", more, name: name, runs: runs)
    }

    /// A case that runs `./engine.sh`, with further members.
    static func engine(_ more: String..., name: String = "quick", runs: Int = 1) -> String {
      let members = ["name: \(name)", "command: [./engine.sh]", "repeat: \(runs)"]
      return "{" + (members + more.filter { !$0.isEmpty }).joined(separator: ", ") + "}"
    }

    /// The file; engines find the folder `marks` as `$MARKS`.
    func text(marks: String) -> String {
      """
      version: 1
      project: demo
      engines:
        demo: \(engine)
      schemas:
        kv/1:
          columns:
            - {name: k, type: string, role: key}
            - {name: v, type: uint, role: metric, class: exact, better: lower, unit: count}
        trade/1:
          columns:
            - {name: id, type: uint, role: key}
            - {name: price, type: int, role: metric, class: exact}
            - {name: span, type: uint, role: metric, class: exact, unit: ns}
            - {name: ratio, type: float, role: metric, class: exact, unit: '1'}
            - {name: p99, type: float, role: metric, class: relative, better: lower, unit: us, optional: true}
            - {name: hash, type: digest, role: digest}
      suites:
        main:
          kind: \(kind)
          engine: demo
          seed: 42
          environment: {MARKS: "\(marks)"}
      \(suite.map { "    \($0)\n" }.joined())    cases:
      \(cases.map { "      - \($0)\n" }.joined())policy:
        warn: 5%
      \(policy.map { "  \($0)\n" }.joined())
      """
    }
  }

  /// A project with a plan and, where given, the shell script `engine.sh`.
  convenience init(_ plan: Plan, engine: String? = nil) throws {
    try self.init()
    try write(plan.text(marks: outside), to: "perfkit.yaml")
    if let engine { try write("#!/bin/sh\n" + engine + "\n", to: "engine.sh") }
  }

  /// A script that leaves `r.csv` with one row of kv/1.
  static func leaving(_ value: String = "1") -> String {
    "printf 'k,v\\na,%s\\n' \"\(value)\" > \"$PERFKIT_OUT/r.csv\""
  }
}
