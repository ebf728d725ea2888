import Glibc
import PerfProcess
import Testing

extension RunningCommands {
  @Suite struct Trees {
    /// Starts a program without the launcher, as a perfkit that was killed would have left it.
    private func startSleep(environment: [String]) throws -> pid_t {
      var pid: pid_t = 0
      var arguments = Self.copies(["sleep", "300"])
      var variables = Self.copies(environment)
      defer { for text in arguments + variables { free(text) } }
      #expect(posix_spawn(&pid, "/bin/sleep", nil, nil, &arguments, &variables) == 0)
      return try #require(pid > 0 ? pid : nil)
    }

    private static func copies(_ strings: [String]) -> [UnsafeMutablePointer<CChar>?] {
      strings.map { string in strdup(string) } + [nil]
    }

    /// Whether the child has been running so far; it is not afterwards.
    private func isRunningStill(_ pid: pid_t) -> Bool {
      var status: Int32 = 0
      if waitpid(pid, &status, WNOHANG) != 0 { return false }
      kill(pid, SIGKILL)
      return waitpid(pid, &status, 0) == pid
    }

    @Test func processesAreFoundByTheirEnvironment() throws {
      let mark = uniqueMark()
      let marked = try startSleep(environment: ["A=b", mark])
      let other = try startSleep(environment: ["A=b"])
      #expect(try countProcesses(carrying: mark) == 1)
      #expect(ProcessTree.killAll(withEnvironmentContaining: mark) == 1)
      #expect(!isRunningStill(marked))
      #expect(isRunningStill(other))
      #expect(ProcessTree.killAll(withEnvironmentContaining: mark) == 0)
    }

    @Test func aRunSparesTheCallersOtherChildren() throws {
      let other = try startSleep(environment: [])
      let finished = try Launcher.run(shell("(sleep 300 &)"))
      #expect(finished.leftBehind == 1)
      #expect(isRunningStill(other))
    }

    @Test func aDeadSpawnerIsReplaced() async {
      await #expect(processExitsWith: .success) {
        _ = try Launcher.run(shell("true"))
        let find = "grep -l perfkit-spawner $(grep -lw 'PPid:.\(getpid())' /proc/[0-9]*/status)"
        let path = try Launcher.run(shell(find)).standardOutput.text
        let spawner = try #require(
          path.split(separator: "/").dropFirst().first.flatMap { Int32($0) })
        kill(spawner, SIGKILL)
        #expect(throws: SpawnError.spawnerGone(errno: EPIPE)) { try Launcher.run(shell("true")) }
        #expect(try Launcher.run(shell("exit 5")).termination == .exited(5))
      }
    }
  }
}
