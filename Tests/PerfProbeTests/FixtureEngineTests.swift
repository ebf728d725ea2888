import Testing

/// The C++ engine that the end-to-end tests run, built by its Makefile.
@Suite struct FixtureEngineTests {
  @Test func itRepeatsItselfAndFollowsTheSeed() throws {
    let folder = try ScratchFolder()
    let source = "\(repository)/Tests/EndToEndTests/Fixtures/cpp-engine"
    let copy = try ChildProgram(
      ["cp", "-r", "\(source)/src", "\(source)/Makefile", "."], in: folder.path)
    #expect(copy.exitStatus == 0)
    let flags = "-O1 " + strictFlags.joined(separator: " ")
    let make = try ChildProgram(
      ["make", "-s"], in: folder.path,
      setting: ["PERFKIT_INCLUDE": includeFolder, "CXXFLAGS": flags])
    try #require(make.exitStatus == 0, "\(make.output)")

    var summaries: [String] = []
    var counts: [[String]] = []
    for seed in ["42", "42", "43"] {
      let out = try ScratchFolder()
      let run = try ChildProgram(
        ["\(folder.path)/bin/cppengine"], in: folder.path,
        setting: ["PERFKIT_OUT": out.path, "PERFKIT_SEED": seed])
      #expect(run.exitStatus == 0)
      summaries.append(try #require(contents(of: "\(out.path)/summary.csv")))
      counts.append(try ProbeTable(readingFrom: out.path).counts)
    }
    #expect(summaries[0].hasPrefix("k,v,d\nqueue0.served,20000,"))
    #expect(summaries[0] == summaries[1])
    #expect(summaries[0] != summaries[2])
    #expect(counts[0] == counts[1])
    #expect(
      counts[0] == [
        "arrival/1 20000", "arrival/2 20000", "departure/1 20000", "departure/2 20000",
        "report/0 1", "run/0 1", "simulate/1 1", "simulate/2 1",
      ])
  }
}
