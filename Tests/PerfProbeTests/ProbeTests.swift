import Glibc
import PerfProbe
import Testing

/// Scopes in this process; names are unique because all tests share its table.
@Suite struct ProbeTests {
  struct Failure: Error {}
  static let counter = Counter()

  @Test func everyWayOutOfAScopeIsCounted() throws {
    let folder = try ScratchFolder()
    let scope = Scope("probe.ways")
    let returned = Probe.scope(scope) { 41 }
    #expect(returned == 41)
    #expect(throws: Failure.self) { try Probe.scope("probe.ways") { throw Failure() } }
    let ended = ScopedTimer("probe.ways")
    ended.end()
    do { let timer = ScopedTimer(Scope(named: "probe." + "ways")); timer.end() }
    #expect(try folder.probeTable().rows(of: "probe.ways").map(\.count).reduce(0, +) == 4)
  }

  @Test func aTimerLastsUntilItsScopeEndsAndMeasuresTheClock() throws {
    let folder = try ScratchFolder()
    let before = Probe.now()
    do {
      let timer = ScopedTimer("probe.span")
      usleep(2000)
      timer.end()
    }
    let elapsed = Double(Probe.now() - before)
    let row = try #require(try folder.probeTable().rows(of: "probe.span").first)
    #expect(row.total >= 2_000_000 && row.total <= elapsed)
    #expect(row.min == row.total && row.max == row.total && row.mean == row.total)
  }

  @Test func everySumIsExact() throws {
    let folder = try ScratchFolder()
    let scope = Scope("probe.sums")
    for value: UInt64 in [7, 0, 1_000_000_007, 12] { scope.record(nanoseconds: value) }
    let row = try #require(try folder.probeTable().rows(of: "probe.sums").first)
    #expect(row.count == 4)
    #expect(row.total == 1_000_000_026 && row.mean == 250_000_006.5)
    #expect(row.min == 0 && row.max == 1_000_000_007)
  }

  @Test func namesMadeAtRunTimeMayBeEmptyOrLong() throws {
    let folder = try ScratchFolder()
    Scope(named: "").record(nanoseconds: 1)
    let long = "probe." + String(repeating: "x", count: 5000)
    Scope(named: long).record(nanoseconds: 1)
    let table = try folder.probeTable()
    #expect(table.rows(of: "").map(\.count) == [1])
    #expect(table.rows(of: long).map(\.count) == [1])
  }

  @Test func tasksOnManyThreadsLoseNothing() async throws {
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<8 {
        group.addTask {
          for _ in 0..<1000 { Probe.scope("probe.tasks") { Self.counter.add(2) } }
        }
      }
    }
    #expect(Self.counter.value == 16000)
    let folder = try ScratchFolder()
    #expect(try folder.probeTable().rows(of: "probe.tasks").reduce(0) { $0 + $1.count } == 8000)
  }

  @Test func aThreadKeepsItsIndex() {
    #expect(Probe.registerThread() == Probe.registerThread())
  }

  @Test func anUnusableFolderIsAnError() throws {
    let folder = try ScratchFolder()
    #expect(throws: ResultError.system(file: "probe.csv", errno: ENOENT)) {
      try Probe.write(into: "\(folder.path)/missing")
    }
  }
}
