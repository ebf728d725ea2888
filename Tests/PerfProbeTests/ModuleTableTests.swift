import Glibc
import PerfProbe
import Testing

/// module-overhead.csv, whose figures follow from each other whatever a probe costs here.
@Suite struct ModuleTableTests {
  /// A module-overhead.csv read back.
  struct Table {
    static let header =
      "module,count,probes,total,share,mean,p50,p99,raw_mean,probe_cost,unaccounted"
    /// The rows in order: the module, and its numbers by the names of their columns.
    let rows: [(module: String, numbers: [String: Double])]

    init(readingFrom folder: String) throws {
      let text = try #require(contents(of: folder + "/module-overhead.csv"))
      let lines = text.split(separator: "\n").map(String.init)
      #expect(lines.first == Self.header && text.hasSuffix("\n"))
      let names = Self.header.split(separator: ",").map(String.init)
      rows = try lines.dropFirst().map { line in
        let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        try #require(fields.count == names.count, "\(line)")
        var numbers: [String: Double] = [:]
        for (name, field) in zip(names, fields).dropFirst() {
          let number: Double = try #require(Double(field), "\(line)")
          numbers[name] = number
        }
        return (fields[0], numbers)
      }
    }

    func number(_ column: String, of module: String) -> Double {
      rows.first { $0.module == module }?.numbers[column] ?? .nan
    }

    func isNear(_ column: String, of module: String, _ expected: Double, within: Double) -> Bool {
      abs(number(column, of: module) - expected) <= within
    }
  }

  /// Three modules, one of them on two threads, of a whole of 10 ms; recorded, not timed.
  private static let program = """
    #include "perfkit_modules.h"
    #include <pthread.h>
    static void put(const char *name, uint64_t ns) {
      perfkit_record(perfkit_scope_named(name), ns);
    }
    static void *other(void *none) {
      put("match", 3000000);
      return none;
    }
    int main(int argc, char **argv) {
      pthread_t thread;
      put("parse", 1000000);
      put("match", 1000000);
      put("nothing", 0);
      if (pthread_create(&thread, NULL, other, NULL) || pthread_join(thread, NULL)) return 2;
      if (argc < 3) put("run", 10000000);
      else put("whole", 1);
      if (!perfkit_write_modules(argv[argc - 1])) return 0;
      return errno == EINVAL ? 3 : 4;
    }
    """

  private func build(_ compiler: String, _ standard: String) throws -> ScratchFolder {
    let folder = try ScratchFolder()
    try folder.write(Self.program, to: "main.c")
    let language = standard.contains("++") ? ["-x", "c++"] : []
    let child = try ChildProgram(
      [compiler] + language + [standard] + strictFlags
        + ["-O2", "-pthread", "-I", includeFolder, "main.c", "-o", "program"], in: folder.path)
    try #require(child.exitStatus == 0, "\(compiler): \(child.output)")
    return folder
  }

  private func run(_ folder: borrowing ScratchFolder, _ words: String...) throws -> Int32 {
    try ChildProgram(
      ["./program"] + words, in: folder.path, setting: ["PERFKIT_OUT": folder.path]
    ).exitStatus
  }

  @Test(arguments: Language.c.compilers + Language.cpp.compilers)
  func modulesAreSumsOfScopesWithoutTheirProbes(compiler: String) throws {
    let folder = try build(compiler, compiler.contains("+") ? "-std=c++17" : "-std=c11")
    #expect(try run(folder, "run") == 0)
    let table = try Table(readingFrom: folder.path)
    #expect(table.rows.map(\.module) == ["match", "nothing", "parse", "whole"])
    #expect(table.rows.map { $0.numbers["count"] } == [2, 1, 1, 1])
    #expect(table.rows.map { $0.numbers["probes"] } == [2, 1, 1, 1])
    #expect(table.rows.map { $0.numbers["raw_mean"] } == [2_000_000, 0, 1_000_000, 10_000_000])
    let cost = table.number("probe_cost", of: "match")
    #expect(cost > 0)
    #expect(table.isNear("mean", of: "match", 2_000_000 - cost, within: 0.02))
    #expect(table.isNear("total", of: "match", 4_000_000 - 2 * cost, within: 0.02))
    #expect(table.isNear("p99", of: "parse", 1_000_000 - cost, within: 0.02))
    #expect(["total", "mean", "p50", "share"].allSatisfy { table.number($0, of: "nothing") == 0 })
    let whole = table.number("total", of: "whole")
    #expect(whole < 10_000_000 - 4 * cost && table.number("share", of: "whole") == 100)
    let shares = ["match", "nothing", "parse"].map { table.number("share", of: $0) }
    let left = table.number("unaccounted", of: "whole")
    #expect(abs(shares.reduce(left, +) - 100) < 0.05)
    #expect(table.rows.allSatisfy { $0.numbers["unaccounted"] == left })
  }

  @Test func theProbesOfTheTableAreInNoTable() throws {
    let folder = try build("cc", "-std=c11")
    #expect(try run(folder, "run") == 0)
    let counts = try ProbeTable(readingFrom: folder.path).counts
    #expect(counts == ["match/0 1", "match/1 1", "nothing/0 1", "parse/0 1", "run/0 1"])
  }

  @Test func aWholeThatIsNotThereOrNotAloneIsAnError() throws {
    let folder = try build("cc", "-std=c11")
    #expect(try run(folder, "walk") == 3)
    #expect(try run(folder, "more", "match") == 3)
    #expect(contents(of: folder.path + "/module-overhead.csv") == nil)
  }

  @Test func swiftWritesTheSameTable() throws {
    Scope("modules.part").record(nanoseconds: 4_000_000)
    Scope("modules.run").record(nanoseconds: 5_000_000_000)
    let folder = try ScratchFolder()
    try Probe.writeModules(of: "modules.run", into: folder.path)
    let table = try Table(readingFrom: folder.path)
    #expect(table.number("raw_mean", of: "modules.part") == 4_000_000)
    #expect(table.rows.last?.module == "whole")
    #expect(throws: ResultError.noWhole("modules.walk")) {
      try Probe.writeModules(of: "modules.walk", into: folder.path)
    }
    #expect(throws: ResultError.system(file: "module-overhead.csv", errno: ENOENT)) {
      try Probe.writeModules(of: "modules.run", into: folder.path + "/missing")
    }
    #expect(
      ResultError.noWhole("run").description
        == "no scope 'run' has ended yet, of which the modules could be parts, "
        + "or another scope is named 'whole'")
  }
}
