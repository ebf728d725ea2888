import PerfModel
import PerfRelease
import Testing

@Suite struct ArtefactGateTests {
  private func engine(_ digest: String, path: String = "demo") -> RunRecord.BuiltEngine {
    RunRecord.BuiltEngine(
      name: "demo", build: "steps", toolchain: "cc", flags: [],
      artefacts: [.init(path: path, sha256: String(repeating: digest, count: 64), size: 1)])
  }

  @Test func whatWasNotTestedIsRefusedWhereItMustBe() {
    let refused = ArtefactGates.tested([engine("a")], by: [], isRequired: true)
    #expect(refused.outcome == .refused)
    #expect(refused.facts == ["no record that counts is of the engine demo"])
    let free = ArtefactGates.tested([engine("a")], by: [], isRequired: false)
    #expect(free.outcome == .ok)
    #expect(free.facts == ["demo: not tested, and not required"])
    #expect(ArtefactGates.tested([], by: [], isRequired: true).facts == ["nothing is shipped"])
  }
}
