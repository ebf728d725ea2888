import Glibc
import PerfProcess
import Testing

extension RunningCommands {
  @Suite struct Usage {
    @Test func peakMemoryIsTheChildsUnderALargeParent() async {
      // A fresh process, so that the spawner is forked while 400 MB are held.
      await #expect(processExitsWith: .success) {
        let size = 400 << 20
        let memory = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 4096)
        memset(memory, 1, size)
        let command = Command(
          executable: "/bin/true", arguments: ["true"], environment: [], folder: "/")
        let peak = try Launcher.run(command).usage.peakMemory
        #expect(memory.load(fromByteOffset: size - 1, as: UInt8.self) == 1)
        #expect(peak > 0)
        #expect(peak < 4 << 20)
        memory.deallocate()
      }
    }

    @Test func peakMemoryOfALargeChildIsSeenAndForgotten() throws {
      let large = try Launcher.run(shell("head -c 50000000 /dev/zero | tail -n 1 | wc -c"))
      #expect(large.standardOutput.text.trimmed == "50000000")
      #expect(large.usage.peakMemory > 50_000_000)
      #expect(try Launcher.run(shell("true")).usage.peakMemory < 4 << 20)
    }

    @Test func timesAreThoseOfTheTree() throws {
      let busy = "i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done"
      let own = try Launcher.run(shell(busy)).usage
      #expect(own.userTime > 0.01)
      #expect(own.userTime + own.systemTime < own.wallTime + 0.1)
      let child = try Launcher.run(shell("sh -c '\(busy)'; true")).usage
      #expect(child.userTime > 0.01)
      let idle = try Launcher.run(shell("sleep 0.3")).usage
      #expect(idle.wallTime >= 0.3)
      #expect(idle.userTime < 0.2)
      #expect(idle.voluntarySwitches > 0)
      #expect(idle.minorFaults > 0)
    }

    @Test func writtenBytesAreCounted() throws {
      try withFolder { (folder) throws -> Void in
        let command = shell("dd if=/dev/zero of='\(folder)/file' bs=64k count=16 2>/dev/null")
        let usage = try Launcher.run(command).usage
        let onMemory = try Launcher.run(shell("stat -f -c %T '\(folder)'")).standardOutput.text
        let written = try #require(usage.writtenBytes)
        // A page or two of the file system's own may come on top.
        let expected = onMemory == "tmpfs\n" ? 0 : 1 << 20
        #expect(written >= expected && written < expected + (1 << 18))
        #expect(try #require(usage.readBytes) < 1 << 20)
      }
    }

    @Test func startIsAnInstantOfTheMonotonicClock() throws {
      func now() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
      }
      let before = now()
      let finished = try Launcher.run(shell("true"))
      let end = finished.startedNanoseconds + UInt64(finished.usage.wallTime * 1e9)
      #expect(before <= finished.startedNanoseconds)
      #expect(end <= now())
    }
  }
}
