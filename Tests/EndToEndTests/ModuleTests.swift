import PerfJSON
import Testing

/// Time by module: tables that engines leave, and what a comparison in pairs makes of them.
///
/// The engine in C records durations that it is told, so that no clock takes part.
@Suite struct ModuleTests {
  private static let refengine = Project.perfkit.dropLast("perfkit".count) + "refengine"
  private static let include =
    "/"
    + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    + "/Sources/CPerfProbe/include"

  /// Parses 1 ms, matches `$MATCH` ms four times, and does nothing for 2 ms.
  private static let engine = """
    #include "perfkit_modules.h"
    static void put(const char *name, uint64_t ms) {
      perfkit_record(perfkit_scope_named(name), ms * 1000000);
    }
    int main(void) {
      const char *given = getenv("MATCH");
      uint64_t match = given ? strtoull(given, NULL, 10) : 1;
      put("parse", 1);
      for (int i = 0; i < 4; ++i) put("match", match);
      if (getenv("AUDIT")) put("audit", 1);
      put("run", 3 + 4 * match + (getenv("AUDIT") ? 1 : 0));
      return perfkit_write_modules("run") ? 1 : 0;
    }
    """

  private func project(_ more: String = "", policy: [String] = []) throws -> Project {
    let project = try Project(
      Project.Plan(
        engine: """
          {source: ., build: steps, steps: [[cc, -I\(Self.include), -o, engine, engine.c]], \
          artefacts: [engine], variants: {slim: {environment: {MATCH: "20"}}, \
          fat: {environment: {MATCH: "23"}}, audit: {environment: {MATCH: "23", AUDIT: "1"}}}}
          """, kind: "bench", suite: ["pairs: 12"],
        cases: [
          "{name: m, command: [engine], "
            + "results: [{file: module-overhead.csv, schema: module-overhead/1}]\(more)}"
        ], policy: policy))
    try project.write(Self.engine, to: "engine.c")
    return project
  }

  private func ab(
    _ project: Project, _ base: String = "slim", _ head: String = "fat", exits: Int32,
    _ verdict: String
  ) throws -> Invocation {
    try project.perfkit(
      "ab", "--no-lock", "--base-variant", base, "--head-variant", head, exits: exits, verdict)
  }

  private func module(_ name: String, _ table: JSON?) throws -> JSON {
    try #require(table?["modules"]?.elements?.first { $0["module"]?.text == name })
  }

  @Test func modulesStandSideBySide() throws {
    let call = try ab(try project(), exits: 0, "warn")
    let table = try #require(call.document["modules"]?.elements?.first)
    #expect(table["case"]?.text == "m" && table["file"]?.text == "module-overhead.csv")
    #expect(table["scenario"] == .null)
    let match = try module("match", table)
    #expect(match["verdict"]?.text == "warn")
    #expect(abs(try #require(match["change_percent"]?.double) - 15) < 0.1)
    #expect(abs(try #require(match["share_of_change_percent"]?.double) - 100) < 0.1)
    let parse = try module("parse", table)
    #expect(parse["verdict"]?.text == "pass")
    #expect(abs(try #require(parse["share_of_change_percent"]?.double)) < 0.1)
    #expect(table["whole"]?["module"]?.text == "whole")
    #expect(
      abs(try #require(table["whole"]?["change_percent"]?.double) - 100 * (95.0 / 83 - 1)) < 0.1)
    let left = try #require(table["unaccounted"])
    #expect(abs(try #require(left["base"]?.double) - 2e6) < 2e4)
    #expect(abs(try #require(left["head"]?.double) - 2e6) < 2e4)
    let lines = call.output.split(separator: "\n").map {
      $0.split(separator: " ").joined(separator: " ")
    }
    #expect(lines.contains("module base head change of the change verdict"))
    #expect(lines.contains("match 20.00 ms 23.00 ms +15.0 % 100 % warn"))
    #expect(lines.contains { $0.hasPrefix("unaccounted 2.00") && $0.hasSuffix(" 0 %") })
    #expect(!call.output.contains("mean[match]") && !call.output.contains("raw_mean"))
  }

  @Test func withoutAChangeNoModuleHasAShareOfIt() throws {
    let call = try ab(try project(), "fat", "fat", exits: 0, "pass")
    let table = try #require(call.document["modules"]?.elements?.first)
    #expect(try module("match", table)["share_of_change_percent"] == .null)
    #expect(table["whole"]?["share_of_change_percent"] == .null)
    #expect(!call.output.contains("of the change"))
  }

  @Test func aModuleOfOneSideStandsInTheTable() throws {
    for (base, head, side) in [("slim", "audit", "head"), ("audit", "slim", "base")] {
      let call = try ab(try project(), base, head, exits: 4, "incorrect")
      let table = try #require(call.document["modules"]?.elements?.first)
      let audit = try module("audit", table)
      #expect(audit["only_in"]?.text == side)
      // Of 13 ms, 12 are of match and 1 of audit, which the other side does not have.
      #expect(abs(try #require(audit["share_of_change_percent"]?.double) - 100.0 / 13) < 0.1)
      let match = try module("match", table)
      #expect(match["only_in"] == .null)
      #expect(abs(try #require(match["share_of_change_percent"]?.double) - 1200.0 / 13) < 0.1)
      #expect(abs(try #require(table["unaccounted"]?["head"]?.double) - 2e6) < 2e4)
      let lines = call.output.split(separator: "\n").map {
        $0.split(separator: " ").joined(separator: " ")
      }
      let times = side == "head" ? "absent 1.000 ms" : "1.000 ms absent"
      #expect(lines.contains("audit \(times) 8 % inconclusive"))
      #expect(
        lines.contains("audit is a module of the \(side) only, and counts as 0 on the other side"))
    }
  }

  @Test func aModuleHasAnOverheadTarget() throws {
    func target(_ percent: Int) -> String {
      ", overheads: [{variant: fat, against: slim, metric: \"mean[match]\", at_most: \(percent)%}]"
    }
    let policy = [
      "rules: [{metric: \"{p50,p99}[*\", gate: false}, {metric: \"mean[whole]\", gate: false}]"
    ]
    let met = try ab(try project(target(25), policy: policy), exits: 0, "pass")
    let row = try #require(
      met.document["rows"]?.elements?.first { $0["case"]?.text == "overhead:fat/slim" })
    #expect(row["metric"]?.text == "mean[match]" && row["verdict"]?.text == "pass")
    #expect(row["notes"]?.elements?.compactMap(\.text) == ["at most 25 %", "mean of 1 case"])
    let missed = try ab(try project(target(10), policy: policy), exits: 2, "fail")
    #expect(missed.errors.contains("overhead:fat/slim: mean[match] changed by +15.0 %"))
  }

  @Test func aComparisonByModuleIsReplayed() throws {
    let project = try project()
    let ended = try project.start(
      ["ab", "--json", "--no-lock", "--base-variant", "slim", "--head-variant", "fat"]
    ).wait()
    try project.write(ended.output, to: "c.json")
    let again = try project.start(["compare", "--json", "--replay", "c.json"]).wait()
    #expect(again.output == ended.output && again.status == 0)
    #expect(ended.output.contains("\"share_of_change_percent\""))
  }

  @Test func theReferenceEngineLeavesItsModules() throws {
    let results = "results: [{file: module-overhead.csv, schema: module-overhead/1}]"
    let project = try Project(
      Project.Plan(cases: ["{name: m, command: [./engine.sh], repeat: 2, \(results)}"]),
      engine: "exec \(Self.refengine) modules --scenario baseline --messages 2000")
    let call = try project.perfkit("smoke")
    let run = try #require(names(inFolder: project.folder + "/.perfkit/runs").first)
    let lines = try project.read(".perfkit/runs/\(run)/cases/001-m/0/module-overhead.csv")
      .split(separator: "\n").map { $0.split(separator: ",").map(String.init) }
    #expect(
      lines.dropFirst().map { $0[0] } == ["parse", "risk", "match", "publish", "store", "whole"])
    #expect(lines.dropFirst().allSatisfy { $0[1] == "baseline" && $0[2] == "2000" })
    #expect(call.digests.count == 1)
    let said = try project.sh("\(Self.refengine) modules --scenario x10 --messages 500 --seed 7")
    #expect(said.hasPrefix("x10, seed 7: 500 messages, digest "))
    #expect(said.contains("unaccounted "))
    let wrong = try project.sh("\(Self.refengine) modules --scenario x1 2>&1 || echo status $?")
    #expect(
      wrong.contains("--scenario cannot be 'x1', it is one of") && wrong.contains("status 64"))
  }
}
