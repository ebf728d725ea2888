import Glibc
import Testing

@testable import PerfProcess

extension RunningCommands {
  @Suite struct Counting {
    private func counted(_ script: String, _ event: CountedEvent?) throws -> ResourceUsage {
      var command = shell(script)
      command.counts = event
      return try Launcher.run(command).usage
    }

    /// Page faults stand for instructions, which few virtual machines can count: the kernel's
    /// interface is the same.
    @Test func eventsOfARunAndItsDescendantsAreCounted() throws {
      guard CountedEvent.pageFaults.refusal() == nil else {
        #expect(try counted("true", .pageFaults).counted == nil)
        return
      }
      let few = try counted("true", .pageFaults)
      let first = try #require(few.counted)
      #expect(first > 0 && first <= few.minorFaults + few.majorFaults)
      let growing = "s=x; i=0; while [ $i -lt 22 ]; do s=$s$s; i=$((i+1)); done"
      let many = try counted("sh -c '\(growing)'; true", .pageFaults)
      #expect(try #require(many.counted) > first + 1000)
      // What an earlier run counted is no part of a later one.
      #expect(try #require(counted("true", .pageFaults).counted) < first + 100)
      #expect(try counted("true", nil).counted == nil)
      #expect(try counted("exit 3", .pageFaults).counted != nil)
    }

    @Test func instructionsAreCountedOrAbsentAndNeverZero() throws {
      let count = try counted("true", .instructions).counted
      if CountedEvent.instructions.refusal() == nil {
        #expect(try #require(count) > 10_000)
      } else {
        #expect(count == nil)
      }
    }

    @Test func aCountFollowsANewSpawner() throws {
      guard CountedEvent.pageFaults.refusal() == nil else { return }
      #expect(try counted("true", .pageFaults).counted != nil)
      let children = ProcessTable.ownChildren()
      let spawner = try #require(
        children.first { pid in
          ProcessTable.read("/proc/\(pid)/comm", upTo: 64) == Array("perfkit-spawner\n".utf8)
        })
      kill(spawner, SIGKILL)
      #expect(throws: SpawnError.self) { try counted("true", .pageFaults) }
      #expect(try counted("true", .pageFaults).counted != nil)
    }
  }
}

@Suite struct CounterTests {
  private let start = CounterReading(count: 100, enabled: 50, running: 50)

  @Test func aCountIsTheDifferenceOfTwoReadings() {
    let end = CounterReading(count: 1100, enabled: 90, running: 90)
    #expect(end.count(since: start) == 1000)
  }

  @Test(arguments: [
    CounterReading(count: 1100, enabled: 90, running: 89),
    CounterReading(count: 1100, enabled: 90, running: 40),
    CounterReading(count: 1100, enabled: 50, running: 50),
    CounterReading(count: 1100, enabled: 40, running: 50),
    CounterReading(count: 100, enabled: 90, running: 90),
    CounterReading(count: 99, enabled: 90, running: 90),
  ])
  func partsAndNothingAreNoCount(_ end: CounterReading) {
    #expect(end.count(since: start) == nil)
  }

  @Test(arguments: [
    (ENOENT, CounterRefusal.notThere), (ENODEV, .notThere), (EOPNOTSUPP, .notThere),
    (EACCES, .notPermitted), (EPERM, .notPermitted), (ENOSYS, .notBuilt),
    (EMFILE, .other(errno: EMFILE)),
  ])
  func everyRefusalIsExplained(number: Int32, refusal: CounterRefusal) {
    #expect(CounterRefusal(errno: number) == refusal)
    #expect(refusal.description.contains("counters"))
    #expect((refusal.hint != nil) == (refusal == .notPermitted))
  }
}
