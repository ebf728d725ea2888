import PerfModel
import Testing

@Suite struct PlannedCaseTests {
  private func names(
    _ matrix: [MatrixAxis], seeds: [UInt64] = [42], namesSeed: Bool = false
  ) -> [String] {
    let declaration = CaseDeclaration(name: "quick", command: [Word("x")], matrix: matrix)
    let suite = Suite(
      name: "s", kind: .smoke, engine: "e", seeds: seeds, namesSeed: namesSeed,
      cases: [declaration, CaseDeclaration(name: "last", command: [])])
    return Plan(file: "f", folder: "/", project: "p").cases(of: suite).map(\.name)
  }

  @Test func theLastKeyChangesFastestAndSeedsFasterStill() {
    let matrix = [
      MatrixAxis(key: "b", values: ["2", "1"]), MatrixAxis(key: "a", values: ["x", "y"]),
    ]
    #expect(
      names(matrix) == [
        "quick/b=2,a=x", "quick/b=2,a=y", "quick/b=1,a=x", "quick/b=1,a=y", "last",
      ])
    #expect(
      names([MatrixAxis(key: "a", values: ["x"])], seeds: [7, 3], namesSeed: true) == [
        "quick/a=x,seed=7", "quick/a=x,seed=3", "last/seed=7", "last/seed=3",
      ])
    #expect(names([]) == ["quick", "last"])
    #expect(names([MatrixAxis(key: "a", values: [])]) == ["last"])
  }

  @Test func bindingsAndSeedsBelongToTheCase() {
    let declaration = CaseDeclaration(
      name: "c", command: [], matrix: [MatrixAxis(key: "a", values: ["x"])])
    let suite = Suite(
      name: "s", kind: .smoke, engine: "e", seeds: [1, 2], namesSeed: true, cases: [declaration])
    let cases = Plan(file: "f", folder: "/", project: "p").cases(of: suite)
    #expect(cases.map(\.seed) == [1, 2])
    #expect(cases.allSatisfy { $0.bindings == [EnvironmentValue(name: "a", value: "x")] })
    #expect(cases.allSatisfy { $0.suite == "s" })
  }

  @Test func countsDoNotOverflow() {
    let values = (0..<1000).map(String.init)
    let axes = (0..<10).map { MatrixAxis(key: "k\($0)", values: values) }
    #expect(CaseDeclaration(name: "c", command: [], matrix: axes).caseCount(seeds: 2) == .max)
    #expect(
      CaseDeclaration(name: "c", command: [], matrix: [axes[0]]).caseCount(seeds: 2) == 2000)
  }
}
