import PerfFiles
import PerfHistory
import PerfJSON
import PerfModel
import PerfResults
import Testing

@Suite struct BaselineTests {
  private func baseline() -> Baseline {
    Baseline(
      name: "main", suite: "smoke", record: Baseline.record(of: Fixture.run(), suite: "smoke"),
      accepted: [
        Baseline.Acceptance(
          when: "2027-01-15T08:00:00Z", who: "A. Person", why: "first", previousSHA256: nil),
        Baseline.Acceptance(
          when: "2027-01-16T08:00:00Z", who: "Ü \"Q\"", why: "new\nhash", previousSHA256: "ab"),
      ],
      sessions: [
        Baseline.session(of: Fixture.run(), suite: "smoke", when: "2027-01-15T08:00:00Z"),
        Baseline.Session(
          when: "2027-01-16T08:00:00Z", fingerprint: "f", toolchain: "t",
          samples: ["quick": ["b": [1, 2.5], "a": [1e19]]]),
      ])
  }

  @Test func whatIsSavedIsLoadedAndStable() throws {
    try Fixture.inFolder { folder in
      let store = BaselineStore(folder: folder + "/baselines", shownFolder: "release/baselines")
      #expect(try store.load("main", suite: "smoke") == nil)
      #expect(store.list().isEmpty)
      try store.save(baseline())
      let bytes = try #require(try store.bytes("main", suite: "smoke"))
      let loaded = try #require(try store.load("main", suite: "smoke"))
      #expect(loaded.accepted == baseline().accepted)
      #expect(
        loaded.sessions.map(\.samples["quick"]) == baseline().sessions.map(\.samples["quick"]))
      #expect(loaded.record == baseline().record)
      try store.save(loaded)
      #expect(try store.bytes("main", suite: "smoke") == bytes)
      #expect(
        try File.read(folder + "/baselines/main/smoke.json") == bytes
          && Folder.list(folder + "/baselines/main").count == 1)
    }
  }

  @Test func namesAndSuitesAreListed() throws {
    try Fixture.inFolder { folder in
      let store = BaselineStore(folder: folder, shownFolder: "b")
      for (name, suite) in [("main", "smoke"), ("main", "bench"), ("v1.0", "smoke")] {
        var one = baseline()
        one.name = name
        one.suite = suite
        try store.save(one)
      }
      try File.write([], to: folder + "/main/notes.txt")
      try File.write([], to: folder + "/README")
      #expect(store.list().map(\.name) == ["main", "v1.0"])
      #expect(store.list().map(\.suites) == [["bench", "smoke"], ["smoke"]])
      #expect(store.shownFile("main", suite: "smoke") == "b/main/smoke.json")
    }
  }

  @Test func brokenFilesAreNamedAsTheUserKnowsThem() throws {
    let store = BaselineStore(folder: "/nonexistent", shownFolder: "release/baselines")
    let broken = try #require(throws: HistoryError.self) {
      try store.parse(Array("{".utf8), name: "main", suite: "smoke")
    }
    #expect(broken.problem.file == "release/baselines/main/smoke.json")
    #expect(broken.problem.hint == "restore the file, for instance with git")
    let json = Fixture.run().json.document
    let other = try #require(throws: HistoryError.self) {
      try store.parse(Array(json.utf8), name: "main", suite: "smoke")
    }
    #expect(other.problem.message == "'accepted' should be an array")
    #expect(other.problem.file == "release/baselines/main/smoke.json")
  }

  @Test func aBaselineKeepsItsSuiteAndNoOutcome() {
    var run = Fixture.run()
    run.warnings = [Problem("w", "w")]
    run.errors = [Problem("e", "e")]
    run.comparison = Comparison(base: "b", head: "h", rows: [], warnings: [], verdict: .pass)
    let kept = Baseline.record(of: run, suite: "smoke")
    #expect(kept.cases.map(\.name) == ["quick/scenario=a,seed=1"])
    #expect(kept.cases.map(\.tables.count) == [0])
    #expect(kept.warnings.isEmpty && kept.errors.isEmpty && kept.comparison == nil)
    #expect(kept.verdict == .pass && kept.exit == 0)
    #expect(kept.cases[0].digests == run.cases[0].digests)
  }

  @Test func aSessionHoldsEveryMetricThatVaries() {
    let session = Baseline.session(of: Fixture.run(), suite: "smoke", when: "w")
    #expect(
      session.fingerprint == Fixture.host.fingerprint && session.toolchain == "Swift 6.3; cc 12")
    #expect(Array(session.samples.keys) == ["quick/scenario=a,seed=1"])
    #expect(
      session.samples["quick/scenario=a,seed=1"]?.keys.sorted()
        == ["throughput[\"a,b\",42]", "wall_time"])
  }

  @Test func aBaselineHoldsARunOfEqualContent() {
    let held = baseline()
    #expect(held.holds(Fixture.run("20280101T000000Z-11111111")))
    let changes: [(inout RunRecord) -> Void] = [
      { $0.content = "x" }, { $0.configDigest = "x" }, { $0.toolchain = "x" },
      { $0.host.fingerprint = "x" }, { $0.cases[0].digests[1].value = "x" },
      { $0.cases[0].samples[0].values = [4, 4] }, { $0.cases[0].seed = 1 },
      { $0.cases.removeFirst() },
    ]
    for change in changes {
      var run = Fixture.run()
      change(&run)
      #expect(!held.holds(run))
    }
    var timing = Fixture.run()
    timing.cases[0].samples[2].values = [9, 9]
    timing.cases[1].digests = []
    #expect(held.holds(timing))
  }
}
