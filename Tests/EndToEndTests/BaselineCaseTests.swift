import PerfJSON
import Testing

/// Cases that a baseline lacks, or that it alone has.
@Suite struct BaselineCaseTests {
  /// A project with a baseline of the cases `before`, which declares `after`.
  private func project(before: [String], after: [String]) throws -> Project {
    func plan(_ names: [String]) -> Project.Plan {
      Project.Plan(suite: ["baseline: main"], cases: names.map { Project.Plan.kv($0) })
    }
    let project = try Project(plan(before), engine: Project.leaving())
    try project.perfkit("baseline", "record", "main")
    try project.write(plan(after).text(marks: project.outside), to: "perfkit.yaml")
    return project
  }

  @Test func aNewCaseIsAWarning() throws {
    let project = try project(before: ["a"], after: ["a", "b"])
    let call = try project.perfkit("smoke", exits: 0, "warn")
    #expect(call.errors.contains("warning: b: "))
    #expect(call.errors.contains("new"))
    let strict = try project.perfkit("smoke", "--strict", exits: 2, "fail")
    #expect(strict.warningCodes == call.warningCodes)
  }

  @Test func aRemovedCaseIsMissing() throws {
    let project = try project(before: ["a", "b"], after: ["a"])
    let call = try project.perfkit("smoke", exits: 3, "missing")
    #expect(call.errors.contains("b: case against baseline main: removed"))
  }

  @Test func aNarrowedRunMissesNothing() throws {
    let project = try project(before: ["a", "b"], after: ["a", "b"])
    try project.perfkit("smoke", "--case", "a")
  }

  @Test func anotherSchemaIsNotComparable() throws {
    let project = try project(before: ["a"], after: ["a"])
    let text = try project.read("perfkit.yaml").replacing("kv/1", with: "kv/2")
    try project.write(text, to: "perfkit.yaml")
    let call = try project.perfkit("smoke", exits: 5, "not-comparable")
    #expect(call.errors.contains("schema kv/1 in the baseline, kv/2 now"))
  }

  @Test func aFailingCaseIsComparedNoFurther() throws {
    let project = try project(before: ["a", "b"], after: ["a", "b"])
    try project.write(
      "#!/bin/sh\n[ $PERFKIT_CASE = b ] || exit 1\n" + Project.leaving(), to: "engine.sh")
    let call = try project.perfkit("smoke", exits: 4, "incorrect")
    #expect(call.errorCodes == ["case.failed"])
    #expect(call.rows.compactMap { $0["case"]?.text }.allSatisfy { $0 == "b" })
  }
}
