import Glibc
import PerfProcess
import Testing

/// A command that can be run in a series.
private func plain(_ script: String) -> Command {
  var command = shell(script)
  command.standardOutput = .discard
  command.standardError = .discard
  command.timeout = nil
  return command
}

extension RunningCommands {
  @Suite struct Series {
    @Test func everyRunHasItsOwnPaddingAndUsage() throws {
      try withFolder { (folder) throws -> Void in
        let command = plain("echo ${#PERFKIT_PAD} >> '\(folder)/log'")
        let runs = try Launcher.runSeries(
          command, paddings: [3, 0, 4095, 7, 4095], within: .seconds(60))
        #expect(runs.map(\.termination) == Array(repeating: .exited(0), count: 5))
        let log = try Launcher.run(shell("cat '\(folder)/log'")).standardOutput.text
        #expect(log == "3\n0\n4095\n7\n4095\n")
        for (run, next) in zip(runs, runs.dropFirst()) {
          #expect(run.usage.wallTime > 0 && run.usage.minorFaults > 0 && run.leftBehind == 0)
          #expect(run.usage.peakMemory > 100_000 && run.usage.peakMemory < 4 << 20)
          let end = run.startedNanoseconds + UInt64(run.usage.wallTime * 1e9)
          #expect(next.startedNanoseconds + 1000 >= end)
        }
      }
    }

    @Test func aRunThatFailsIsTheLast() throws {
      try withFolder { (folder) throws -> Void in
        let command = plain("test -e '\(folder)/here' && exit 7; : > '\(folder)/here'")
        let runs = try Launcher.runSeries(command, paddings: [0, 0, 0], within: .seconds(60))
        #expect(runs.map(\.termination) == [.exited(0), .exited(7)])
        let killed = try Launcher.runSeries(
          plain("kill -SEGV $$"), paddings: [1, 1], within: .seconds(60))
        #expect(killed.map(\.termination) == [.signalled(SIGSEGV)])
      }
    }

    @Test func timeThatIsOverStillAllowsOneRun() throws {
      let runs = try Launcher.runSeries(plain("true"), paddings: [0, 0, 0], within: .zero)
      #expect(runs.count == 1)
    }

    @Test func whatARunLeavesIsEndedAndCounted() throws {
      let mark = uniqueMark()
      let runs = try Launcher.runSeries(
        plain("export \(mark); (sleep 300 & sleep 300 &); setsid sleep 300 & sleep 0.05"),
        paddings: [0, 0], within: .seconds(60))
      #expect(runs.map(\.leftBehind) == [3])
      #expect(try countProcesses(carrying: mark) == 0)
      #expect(try Launcher.runSeries(plain("true"), paddings: [0], within: .zero).count == 1)
    }

    @Test func nothingOutlivesASpawnerThatIsKilled() async {
      await #expect(processExitsWith: .success) {
        let mark = uniqueMark()
        _ = try Launcher.run(shell("true"))
        let find = "grep -l perfkit-spawner $(grep -lw 'PPid:.\(getpid())' /proc/[0-9]*/status)"
        let path = try Launcher.run(shell(find)).standardOutput.text
        let spawner = try #require(
          path.split(separator: "/").dropFirst().first.flatMap { Int32($0) })
        #expect(throws: SpawnError.spawnerGone(errno: EPIPE)) {
          try Launcher.runSeries(
            plain("export \(mark); setsid sleep 300 & sleep 300"), paddings: [0],
            within: .seconds(60), onTick: { _ in kill(spawner, SIGKILL) })
        }
        #expect(try countProcesses(carrying: mark) == 0)
        #expect(try Launcher.run(shell("exit 5")).termination == .exited(5))
      }
    }

    @Test func aProgramThatCannotBeStartedIsAnError() throws {
      var command = plain("true")
      command.executable = "/no/such/program"
      #expect(throws: SpawnError.self) {
        try Launcher.runSeries(command, paddings: [0, 0], within: .seconds(60))
      }
      #expect(try Launcher.run(shell("exit 5")).termination == .exited(5))
    }

    @Test func onlyPlainCommandsAreRunInSeries() {
      let commands: [(inout Command) -> Void] = [
        { $0.timeout = .seconds(1) }, { $0.standardOutput = .capture },
        { $0.input = .file("/dev/null") }, { $0.endsRemains = false },
        { $0.counts = .instructions },
      ]
      #expect(plain("true").isPlain)
      for change in commands {
        var command = plain("true")
        change(&command)
        #expect(!command.isPlain)
      }
    }

    @Test func aSignalEndsTheRunThatGoesOn() async {
      await #expect(processExitsWith: .success) {
        Interruption.install()
        var command = plain("trap 'exit 3' TERM; while :; do sleep 0.01; done")
        command.grace = .seconds(60)
        let runs = try Launcher.runSeries(
          command, paddings: [0, 0, 0], within: .seconds(60),
          onTick: { _ in if Interruption.signal == nil { kill(getpid(), SIGTERM) } })
        #expect(runs.map(\.termination) == [.interrupted(SIGTERM)])
        let next = try Launcher.runSeries(command, paddings: [0], within: .seconds(60))
        #expect(next.map(\.termination) == [.interrupted(SIGTERM)])
      }
    }

    @Test func aRunThatIgnoresTheSignalIsKilledAfterItsGrace() async {
      await #expect(processExitsWith: .success) {
        Interruption.install()
        var command = plain("trap '' TERM; while :; do sleep 0.01; done")
        command.grace = .milliseconds(20)
        let runs = try Launcher.runSeries(
          command, paddings: [0], within: .seconds(60), onTick: { _ in kill(getpid(), SIGINT) })
        #expect(runs.map(\.termination) == [.interrupted(SIGINT)])
      }
    }

    @Test func aSecondSignalEndsEverythingAtOnce() async {
      await #expect(processExitsWith: .exitCode(130)) {
        Interruption.install()
        var command = plain("trap '' TERM; while :; do sleep 1; done")
        command.grace = .seconds(600)
        _ = try Launcher.runSeries(
          command, paddings: [0], within: .seconds(60), onTick: { _ in kill(getpid(), SIGINT) })
      }
    }
  }
}
