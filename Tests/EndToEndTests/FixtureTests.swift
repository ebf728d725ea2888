import Glibc
import PerfJSON
import Testing

/// The C++ engine of the fixture folder, built by make with perfkit.h.
@Suite struct FixtureTests {
  @Test func theEngineInCppPasses() throws {
    let tests = #filePath.split(separator: "/").dropLast().joined(separator: "/")
    let sources = "/" + tests + "/../../Sources/CPerfProbe/include"
    let project = try Project()
    try project.sh("cp -r '/\(tests)/Fixtures/cpp-engine/.' .; rm -rf bin build .perfkit")
    try project.commitAll()
    let call = try project.perfkit("smoke", setting: ["PERFKIT_INCLUDE": sources])
    #expect(call.cases.map { $0["name"]?.text } == ["light", "heavy"])
    #expect(call.cases.map { $0["runs"]?.elements?.count } == [3, 3])
    #expect(call.digests.count == 4)
    #expect(Set(call.digests.prefix(2)).isDisjoint(with: call.digests.suffix(2)))
    let second = try project.perfkit("smoke", setting: ["PERFKIT_INCLUDE": sources])
    #expect(second.digests == call.digests)
    #expect(second.output.contains("used again"))
  }
}
