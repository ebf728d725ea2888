import Glibc
import PerfProbe
import Testing

/// PERFKIT_OUT, read in processes of their own because setting it is not safe beside other threads.
@Suite struct OutputVariableTests {
  /// Writes both tables with PERFKIT_OUT being `value`, or unset; `body` sees the working folder.
  static func write(
    with value: String?, _ body: (borrowing ScratchFolder, _ wrote: Bool) throws -> Bool
  ) throws -> Bool {
    let folder = try ScratchFolder()
    chdir(folder.path)
    if let value { setenv("PERFKIT_OUT", value, 1) } else { unsetenv("PERFKIT_OUT") }
    defer { unsetenv("PERFKIT_OUT") }
    Probe.scope("variable") {}
    try Probe.write()
    let wrote = try ResultTable(columns: ["a"]).write(to: "a.csv")
    return try body(folder, wrote)
  }

  @Test func tablesGoToItsFolder() async {
    await #expect(processExitsWith: .success) {
      let right = try Self.write(with: ".") { folder, wrote in
        let counts = try ProbeTable(readingFrom: folder.path).rows(of: "variable").map(\.count)
        return wrote && counts == [1] && folder.names == ["a.csv", "probe.csv"]
      }
      try #require(right)
    }
  }

  @Test func withoutItNothingIsWritten() async {
    await #expect(processExitsWith: .success) {
      for value in [nil, ""] as [String?] {
        try #require(
          try Self.write(with: value) { folder, wrote in !wrote && folder.names.isEmpty })
      }
    }
  }
}
