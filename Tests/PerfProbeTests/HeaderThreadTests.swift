import Testing

/// Threads, exits and limits of perfkit.h.
@Suite struct HeaderThreadTests {
  func program(_ source: String) throws -> ScratchFolder {
    let folder = try ScratchFolder()
    try folder.write("#include \"perfkit.h\"\n" + source, to: "program.cpp")
    try folder.compile("program.cpp", with: "c++", "-std=c++17", "-O1")
    try folder.link("program.o", with: "c++")
    return folder
  }

  @Test func endedThreadsCountAndAreNumberedAsTheyRegister() throws {
    let folder = try program(
      """
      #include <thread>
      int main() {
        for (int i = 1; i <= 5; ++i)
          std::thread([i] {
            if (perfkit_register_thread() != unsigned(i)) std::abort();
            for (int k = 0; k < 1000 * i; ++k) { PERFKIT_SCOPE("work"); }
          }).join();
        PERFKIT_SCOPE("main");
      }
      """)
    let counts = try folder.runProgram().counts
    #expect(counts == ["main/0 1"] + (1...5).map { "work/\($0) \(1000 * $0)" })
  }

  @Test func concurrentThreadsLoseNothingWhileTheTableIsWritten() throws {
    let folder = try program(
      """
      #include <string>
      #include <thread>
      #include <vector>
      int main() {
        std::vector<std::thread> threads;
        for (int i = 0; i < 4; ++i)
          threads.emplace_back([i] {
            for (int k = 0; k < 20000; ++k) {
              PERFKIT_SCOPE("shared");
              perf::ScopedTimer timer(("name" + std::to_string((k + i) % 500)).c_str());
              if (k % 5000 == 0 && perfkit_write_results()) std::abort();
            }
          });
        for (auto &thread : threads) thread.join();
      }
      """)
    let table = try folder.runProgram()
    #expect(table.rows(of: "shared").map(\.count) == [20000, 20000, 20000, 20000])
    #expect(table.rows.count == 4 * 501)
    #expect(table.rows.reduce(0) { $0 + $1.count } == 160_000)
    let keys = table.rows.map { ($0.scope, $0.thread) }
    #expect(zip(keys, keys.dropFirst()).allSatisfy { $0 < $1 })
    #expect(!folder.names.contains { $0.hasPrefix(".probe") })
  }

  @Test func scopesOfStaticDestructorsAndOfAtexitAreInTheTable() throws {
    let folder = try program(
      """
      struct Last { ~Last() { PERFKIT_SCOPE("destructor"); } };
      static Last last;
      int main() {
        atexit([] { PERFKIT_SCOPE("atexit"); });
        { PERFKIT_SCOPE("main"); }
        if (perfkit_write_results()) return 1;
      }
      """)
    #expect(try folder.runProgram().counts == ["atexit/0 1", "destructor/0 1", "main/0 1"])
  }

  @Test func aForkedChildLeavesTheTableToItsParent() throws {
    let folder = try program(
      """
      #include <sys/wait.h>
      int main() {
        { PERFKIT_SCOPE("parent"); }
        pid_t child = fork();
        if (!child) { { PERFKIT_SCOPE("child"); } exit(0); }
        waitpid(child, nullptr, 0);
        char path[4096];
        snprintf(path, sizeof path, "%s/probe.csv", getenv("PERFKIT_OUT"));
        return access(path, F_OK) == 0;
      }
      """)
    #expect(try folder.runProgram().counts == ["parent/0 1"])
  }

  @Test func namesBeyondTheLimitAreCountedTogether() throws {
    let folder = try program(
      """
      #include <string>
      int main() {
        for (int i = 0; i < 5000; ++i) perf::Scope(("n" + std::to_string(i)).c_str()).record(7);
        perf::Scope("(other)").record(8);
        perf::Scope("n0").record(9);
      }
      """)
    let table = try folder.runProgram()
    #expect(table.rows.count == 4096)
    #expect(table.rows(of: "(other)").map(\.count) == [5000 - 4095 + 1])
    #expect(table.rows(of: "n0").map(\.max) == [9])
  }

  @Test func withoutTheVariableNothingIsWrittenAndAnUnusableFolderIsSaid() throws {
    let folder = try program("int main() { PERFKIT_SCOPE(\"main\"); }")
    let before = folder.names
    for variables in [[:], ["PERFKIT_OUT": ""]] {
      let child = try ChildProgram(["./program"], in: folder.path, setting: variables)
      #expect(child.exitStatus == 0)
      #expect(child.output.isEmpty)
      #expect(folder.names.filter { $0 != ".output" } == before.filter { $0 != ".output" })
    }
    let missing = try ChildProgram(
      ["./program"], in: folder.path, setting: ["PERFKIT_OUT": "\(folder.path)/missing"])
    #expect(missing.exitStatus == 0)
    #expect(missing.output.hasPrefix("perfkit.h: cannot write probe.csv into PERFKIT_OUT: "))
  }

  @Test func aProgramWithoutScopesWritesNoTable() throws {
    let folder = try program("int main() {}")
    let child = try ChildProgram(
      ["./program"], in: folder.path, setting: ["PERFKIT_OUT": folder.path])
    #expect(child.exitStatus == 0)
    #expect(!folder.names.contains("probe.csv"))
  }

  @Test func namesAreQuotedAsCSVAsksFor() throws {
    let folder = try program(
      #"""
      #include <initializer_list>
      int main() {
        for (const char *name : {"b,c", "a\"d\"", "two\nlines", "plain text", "\xc3\xa4"})
          perf::Scope(name).record(3);
      }
      """#)
    let child = try ChildProgram(
      ["./program"], in: folder.path, setting: ["PERFKIT_OUT": folder.path])
    #expect(child.exitStatus == 0)
    let expected = [#""a""d""""#, #""b,c""#, "plain text", "\"two\nlines\"", "ä"]
      .map { "\($0),0,1,3,3,3,3,3,3\n" }.joined()
    #expect(contents(of: "\(folder.path)/probe.csv") == ProbeTable.header + "\n" + expected)
  }
}
