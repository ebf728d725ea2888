import PerfModel
import Testing

@testable import PerfDoctor

@Suite struct ProcessTimesTests {
  private static func stat(_ name: String, ticks: Int, started: Int = 5) -> String {
    "42 (\(name)) S 1 42 42 0 -1 4194304 100 0 0 0 \(ticks) 10 0 0 20 0 1 0 \(started) 1 1"
  }

  private func times(_ processes: [Int: String], without own: Set<Int> = []) -> ProcessTimes {
    ProcessTimes(
      SystemFiles(
        Dictionary(
          uniqueKeysWithValues: processes.map { ("/proc/\($0.key)/stat", $0.value) }
            + [("/proc/uptime", "1 1"), ("/proc/sys/kernel/x", "1")])),
      without: own)
  }

  @Test(arguments: [
    ("cc1plus", "cc1plus"), ("a b) (c", "a b) (c"), ("/usr/bin/perl", "perl"), ("a\u{1B}b", "a?b"),
    ("kworker/0:1", "kworker/0:1"),
  ])
  func namesMayHoldAnything(_ name: String, _ shown: String) throws {
    let entry = try #require(ProcessTimes.Entry(Self.stat(name, ticks: 90)))
    #expect(entry.name == shown)
    #expect(entry.ticks == 100 && entry.started == 5)
  }

  @Test(arguments: ["", "42", "42 (a", "42 a) S 1", "42 (a) S 1 2 3", ")("])
  func otherTextsAreNoProcess(_ text: String) { #expect(ProcessTimes.Entry(text) == nil) }

  @Test func programsOfOneNameCountTogether() {
    let before = times([1: Self.stat("init", ticks: 0), 7: Self.stat("cc1", ticks: 100)])
    let after = times([
      1: Self.stat("init", ticks: 0), 7: Self.stat("cc1", ticks: 150),
      8: Self.stat("cc1", ticks: 40), 9: Self.stat("make", ticks: 0),
    ])
    // cc1: 50 ticks, and 50 of one that is new; make: 10.
    #expect(
      after.busiest(since: before, seconds: 1, ticksPerSecond: 100) == [
        MachineFacts.Load.Program(name: "cc1", processors: 1),
        MachineFacts.Load.Program(name: "make", processors: 0.1),
      ])
  }

  @Test func aNumberThatCameAgainIsAnotherProcess() {
    let before = times([7: Self.stat("old", ticks: 1000)])
    let after = times([7: Self.stat("new", ticks: 20, started: 6)])
    #expect(
      after.busiest(since: before, seconds: 1, ticksPerSecond: 100) == [
        MachineFacts.Load.Program(name: "new", processors: 0.3)
      ])
  }

  @Test func perfkitItselfIsNotAmongThem() {
    let none = times([:])
    let own = times([7: Self.stat("perfkit", ticks: 500)], without: [7])
    #expect(own.busiest(since: none, seconds: 1, ticksPerSecond: 100) == [])
  }

  @Test(arguments: [
    ("0.50 1.25 2.00 3/200 4711", [0.5, 1.25, 2]), ("", []), ("0.5 1.0", []), ("a b c", []),
  ])
  func loadAveragesAreThree(_ text: String, _ averages: [Double]) {
    #expect(LoadWatch.averages(text) == averages)
  }

  @Test func withoutProcNothingIsKnown() {
    let load = LoadWatch(SystemFiles([:])).end()
    #expect(load.averages == [] && load.running == nil && load.others == nil && load.steal == nil)
    #expect(load.busiest == [] && !load.reportsSteal)
  }
}
