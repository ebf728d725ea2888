import Glibc
import PerfProcess
import Testing

extension RunningCommands {
  @Suite struct Interrupting {
    @Test func firstSignalEndsTheChildAndIsRemembered() async {
      await #expect(processExitsWith: .success) {
        Interruption.install()
        #expect(Interruption.signal == nil)
        var command = shell("trap 'echo ending' TERM; sleep 100; echo ended")
        command.grace = .seconds(60)
        let finished = try Launcher.run(
          command,
          onTick: { _ in
            if Interruption.signal == nil { kill(getpid(), SIGTERM) }
          })
        #expect(finished.termination == .interrupted(SIGTERM))
        #expect(finished.standardOutput.text == "ending\nended\n")
        #expect(Interruption.signal == SIGTERM)
        let next = try Launcher.run(shell("echo started"))
        #expect(next.termination == .interrupted(SIGTERM))
        #expect(next.standardOutput.total == 0)
      }
    }

    @Test func secondInterruptEndsAtOnce() async {
      await #expect(processExitsWith: .exitCode(130)) {
        Interruption.install()
        var command = shell("trap '' TERM; while :; do sleep 1; done")
        command.grace = .seconds(600)
        _ = try Launcher.run(command, onTick: { _ in kill(getpid(), SIGINT) })
      }
    }

    @Test func secondHangupEndsAtOnce() async {
      await #expect(processExitsWith: .exitCode(143)) {
        Interruption.install()
        var command = shell("trap '' TERM; while :; do sleep 1; done")
        command.grace = .seconds(600)
        _ = try Launcher.run(command, onTick: { _ in kill(getpid(), SIGHUP) })
      }
    }
  }
}
