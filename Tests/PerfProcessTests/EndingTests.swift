import Glibc
import PerfProcess
import Testing

extension RunningCommands {
  @Suite struct Ending {
    @Test(arguments: [0, 1, 3, 127, 255] as [Int32])
    func exitStatusIsAResult(status: Int32) throws {
      #expect(try Launcher.run(shell("exit \(status)")).termination == .exited(status))
    }

    @Test(arguments: [SIGABRT, SIGKILL, SIGTERM, SIGSEGV])
    func deathBySignalIsAResult(signal: Int32) throws {
      #expect(try Launcher.run(shell("kill -\(signal) $$")).termination == .signalled(signal))
    }

    @Test func timeoutEndsAProgramThatIgnoresTerm() throws {
      var command = shell("trap '' TERM INT HUP; echo ready; while :; do :; done")
      command.timeout = .milliseconds(500)
      command.grace = .milliseconds(50)
      let finished = try Launcher.run(command)
      #expect(finished.termination == .timedOut)
      #expect(finished.standardOutput.text == "ready\n")
      #expect(finished.usage.wallTime >= 0.55)
    }

    @Test func timeoutLeavesTimeToEndWell() throws {
      var command = shell("trap 'echo bye; exit 0' TERM; while :; do sleep 0.01; done")
      command.timeout = .milliseconds(500)
      command.grace = .seconds(60)
      let finished = try Launcher.run(command)
      #expect(finished.termination == .timedOut)
      #expect(finished.standardOutput.text == "bye\n")
      #expect(finished.usage.wallTime < 50)
    }

    @Test func timeoutEndsAStoppedProgram() throws {
      var command = shell("kill -STOP $$")
      command.timeout = .milliseconds(200)
      command.grace = .seconds(60)
      let finished = try Launcher.run(command)
      #expect(finished.termination == .timedOut)
      #expect(finished.usage.wallTime < 50)
    }

    @Test func timeoutEndsTheWholeTree() throws {
      let mark = uniqueMark()
      let stubborn = "trap \"\" TERM HUP; while :; do sleep 1; done"
      var command = shell(
        """
        setsid sh -c '\(stubborn)' &
        (setsid sh -c '(\(stubborn)) & \(stubborn)' &)
        (sleep 300 &) &
        trap '' TERM; echo ready; while :; do sleep 1; done
        """, environment: ["PATH=/usr/bin:/bin", mark])
      command.timeout = .seconds(1)
      command.grace = .milliseconds(100)
      let finished = try Launcher.run(command)
      #expect(finished.termination == .timedOut)
      #expect(finished.standardOutput.text == "ready\n")
      #expect(try countProcesses(carrying: mark) == 0)
      #expect(finished.leftBehind >= 4)
    }

    @Test func daemonThatHoldsOutputOpenIsEndedAndCounted() throws {
      let mark = uniqueMark()
      let command = shell(
        "echo before; (setsid sh -c 'exec sleep 300' &); exit 7",
        environment: ["PATH=/usr/bin:/bin", mark])
      let finished = try Launcher.run(command)
      #expect(finished.termination == .exited(7))
      #expect(finished.standardOutput.text == "before\n")
      #expect(finished.leftBehind == 1)
      #expect(finished.usage.wallTime < 100)
      #expect(try countProcesses(carrying: mark) == 0)
    }

    @Test func daemonThatWritesWithoutEndIsEnded() throws {
      var command = shell("(yes &); exit 0")
      command.outputCap = 1000
      let finished = try Launcher.run(command)
      #expect(finished.termination == .exited(0))
      #expect(finished.leftBehind == 1)
    }

    @Test func nothingIsLeftBehindByAnOrderlyProgram() throws {
      let finished = try Launcher.run(shell("sleep 0.01 & wait; true | cat"))
      #expect(finished.leftBehind == 0)
    }

    @Test func zombiesOfTheTreeAreNotCounted() throws {
      let finished = try Launcher.run(
        shell("(true & true &) ; (sleep 0.05 >/dev/null 2>&1 &) ; sleep 0.5"))
      #expect(finished.termination == .exited(0))
      #expect(finished.leftBehind == 0)
    }

    @Test func runsLeaveNoZombies() async {
      await #expect(processExitsWith: .success) {
        for _ in 0..<5 { _ = try Launcher.run(shell("(sleep 100 &); true & exit 1")) }
        let states = try Launcher.run(
          shell("grep -l 'State:.Z' $(grep -lsw 'PPid:.\(getpid())' /proc/[0-9]*/status)"))
        #expect(states.standardOutput.text == "")
      }
    }
  }
}
