import Glibc
import PerfProcess
import Testing

extension RunningCommands {
  @Suite struct Watching {
    @Test func streamsMayBeTheCallersDescriptors() throws {
      var (down, up): ([Int32], [Int32]) = ([0, 0], [0, 0])
      try #require(pipe(&down) == 0 && pipe(&up) == 0)
      for end in down + up { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      var command = shell("read -r line; echo \"got $line\"; echo aside >&2")
      command.input = .descriptor(down[0])
      command.standardOutput = .descriptor(up[1])
      _ = write(down[1], "this\n", 5)
      let finished = try Launcher.run(command)
      #expect(finished.termination == .exited(0))
      #expect(finished.standardOutput.bytes == [])
      #expect(finished.standardError.text == "aside\n")
      var buffer = [UInt8](repeating: 0, count: 64)
      let count = read(up[0], &buffer, 64)
      #expect(String(decoding: buffer[..<max(0, count)], as: UTF8.self) == "got this\n")
      for end in down + up { close(end) }
    }

    @Test func aRunningChildTakesSignalsUntilItHasEnded() throws {
      var child: RunningChild?
      let finished = try Launcher.run(
        shell("exec sleep 1000"),
        onStart: { running in
          child = running
          #expect(running?.send(SIGTERM) == true)
        })
      #expect(finished.termination == .signalled(SIGTERM))
      #expect(try #require(child).send(SIGTERM) == false)
    }

    @Test func aTreeIsCountedAsAWhole() throws {
      var usage: TreeUsage?
      let finished = try Launcher.run(
        shell("sleep 1000 & sleep 1000 & wait"),
        onStart: { child in
          guard let child else { return }
          for _ in 0..<10_000 where usage?.processes != 3 {
            usage = TreeUsage(of: child.pid)
            usleep(1000)
          }
          child.send(SIGKILL)
        })
      #expect(finished.termination == .signalled(SIGKILL))
      let tree = try #require(usage)
      #expect(tree.processes == 3)
      #expect(tree.threads == 3)
      #expect(tree.descriptors >= 9)
      #expect(tree.memory > 100_000)
      #expect(tree.minorFaults > 0)
      #expect(tree.cost > 0)
      #expect(TreeUsage(of: finished.leftBehind == 2 ? 0x7FFF_FFFE : 1).processes == 0)
    }

    @Test func timeOfTheCPUIsSeen() throws {
      var before: TreeUsage?
      var after: TreeUsage?
      _ = try Launcher.run(
        shell("while :; do :; done"),
        onStart: { child in
          guard let child else { return }
          before = TreeUsage(of: child.pid)
          repeat { after = TreeUsage(of: child.pid) } while (after?.userTime ?? 1) < 0.02
          child.send(SIGKILL)
        })
      #expect(try #require(after).userTime > (try #require(before).userTime))
      #expect(try #require(after).moment > (try #require(before).moment))
    }
  }
}
