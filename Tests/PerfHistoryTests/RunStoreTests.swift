import Glibc
import PerfFiles
import PerfHistory
import PerfModel
import Testing

@Suite struct RunStoreTests {
  @Test func whatIsSavedIsLoaded() throws {
    try Fixture.inFolder { folder in
      let store = RunStore(folder: folder + "/runs")
      #expect(store.identifiers().isEmpty)
      let run = Fixture.run()
      try store.save(run)
      #expect(try store.load(run.id) == run)
      #expect(try Folder.list(folder + "/runs/" + run.id).map(\.name) == ["run.json"])
      let bytes = try File.read(folder + "/runs/\(run.id)/run.json")
      try store.save(run)
      #expect(try File.read(folder + "/runs/\(run.id)/run.json") == bytes)
    }
  }

  @Test func theComparisonLiesBesideTheRun() throws {
    try Fixture.inFolder { folder in
      var run = Fixture.run()
      run.comparison = Comparison(
        base: "main", head: run.id, rows: [], warnings: [], verdict: .pass)
      try RunStore(folder: folder).save(run)
      let text = String(
        decoding: try File.read(folder + "/\(run.id)/comparison.json"), as: UTF8.self)
      #expect(text.hasPrefix("{\n  \"format\": \"perfkit-comparison/1\",\n"))
    }
  }

  @Test func theNewestThatMatchesIsFound() throws {
    try Fixture.inFolder { folder in
      let store = RunStore(folder: folder)
      let names = [
        "20261231T235959Z-ffffffff", "20270115T080000Z-00000000", "20270115T080001Z-aaaaaaaa",
        "20270115T080002Z-00000000",
      ]
      for name in names.shuffled() { try store.save(Fixture.run(name)) }
      #expect(store.identifiers() == names.reversed())
      #expect(store.newest { _ in true }?.id == names[3])
      #expect(store.newest { $0.id < names[2] }?.id == names[1])
      #expect(store.newest { _ in false } == nil)
      try File.write("{".utf8, to: folder + "/\(names[3])/run.json")
      try Folder.remove(folder + "/" + names[2])
      try Folder.create(folder + "/" + names[2])
      try File.write([], to: folder + "/zzz")
      #expect(store.newest { _ in true }?.id == names[1])
    }
  }

  @Test func brokenRecordsSayWhere() throws {
    try Fixture.inFolder { folder in
      let store = RunStore(folder: folder)
      let run = Fixture.run()
      try store.save(run)
      let file = folder + "/\(run.id)/run.json"
      let missing = try #require(throws: HistoryError.self) { try store.load("none") }
      #expect(missing.problem.code == "history.file" && missing.problem.verdict == .error)
      try File.write("{\n \"a\": }\n".utf8, to: file)
      let broken = try #require(throws: HistoryError.self) { try store.load(run.id) }
      #expect(broken.problem.code == "history.not-json")
      #expect(broken.problem.line == 2 && broken.problem.column == 7)
      try File.write("{\"format\": \"perfkit-run/1\"}".utf8, to: file)
      let other = try #require(throws: HistoryError.self) { try store.load(run.id) }
      #expect(other.problem.code == "history.not-a-document")
      #expect(other.problem.message == "'id' should be a string")
    }
  }

  @Test func filesNameNoMachineAndNoUser() throws {
    try Fixture.inFolder { folder in
      let store = RunStore(folder: folder)
      try store.save(Fixture.run())
      var host = [CChar](repeating: 0, count: 256)
      #expect(gethostname(&host, host.count) == 0)
      let name = String(
        decoding: host.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      let text = String(
        decoding: try File.read(folder + "/\(Fixture.run().id)/run.json"), as: UTF8.self)
      for secret in [folder, "\"" + name + "\"", "\"/"] { #expect(!text.contains(secret)) }
    }
  }
}
