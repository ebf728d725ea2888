import Glibc
import PerfProcess
import Testing

extension RunningCommands {
  @Suite struct OutputOfCommands {
    @Test func streamsAreKeptApart() throws {
      let finished = try Launcher.run(shell("echo out; echo err >&2"))
      #expect(finished.standardOutput.text == "out\n")
      #expect(finished.standardError.text == "err\n")
      #expect(finished.standardOutput.dropped == 0)
    }

    @Test func joinedStreamsKeepTheirOrder() throws {
      var command = shell("for i in 1 2 3; do echo o$i; echo e$i >&2; done")
      command.joinsStreams = true
      let finished = try Launcher.run(command)
      #expect(finished.standardOutput.text == "o1\ne1\no2\ne2\no3\ne3\n")
      #expect(finished.standardError.total == 0)
    }

    @Test func hundredMegabytesOnBothStreams() throws {
      let size = 100 << 20
      let command = shell(
        "head -c \(size) /dev/zero >&2 & head -c \(size) /dev/zero | tr '\\0' 'x'; wait")
      var observed: [OutputStream: Int] = [:]
      let finished = try Launcher.run(
        command, onOutput: { stream, bytes in observed[stream, default: 0] += bytes.byteCount })
      #expect(finished.termination == .exited(0))
      #expect(observed == [.standardOutput: size, .standardError: size])
      for output in [finished.standardOutput, finished.standardError] {
        #expect(output.total == size)
        #expect(output.dropped == size - command.outputCap)
        #expect(output.bytes.count < command.outputCap + 100)
      }
    }

    @Test func aPacedProgramIsNotAheadOfItsObserver() throws {
      var command = shell("i=0; while [ $i -lt 5000 ]; do i=$((i + 1)); echo $i; done")
      command.pacesOutput = true
      #expect(try Launcher.run(command).standardOutput.text.hasSuffix("\n4999\n5000\n"))
      var child: RunningChild?
      var seen = 0
      let finished = try Launcher.run(
        command, onStart: { child = $0 },
        onOutput: { _, _ in
          seen += 1
          if seen == 50 { #expect(child?.killGroup() == true) }
        })
      #expect(finished.termination == .signalled(9))
      #expect([50, 51].contains(seen))
      #expect(finished.standardOutput.text.hasSuffix("\n\(seen)\n"))
      #expect(child?.killGroup() == false)
    }

    @Test func aPacedWriteOfAnySizeIsWhole() throws {
      var command = shell("head -c 300000 /dev/zero | tr '\\0' x; printf end")
      command.pacesOutput = true
      let output = try Launcher.run(command).standardOutput
      #expect(output.total == 300_003)
      #expect(output.text.hasSuffix("xend"))
    }

    @Test func headAndTailAreKept() throws {
      var command = shell("seq 1 100000")
      command.outputCap = 20
      let output = try Launcher.run(command).standardOutput
      #expect(output.total == 588_895)
      #expect(output.dropped == 588_875)
      #expect(
        output.text == "1\n2\n3\n4\n5\n\n[perfkit: 588875 bytes dropped]\n99\n100000\n")
    }

    @Test func outputOfExactlyTheCapIsWhole() throws {
      var command = shell("printf 0123456789")
      command.outputCap = 10
      let output = try Launcher.run(command).standardOutput
      #expect(output.text == "0123456789")
      #expect(output.dropped == 0)
    }

    @Test func outputCanBeDiscardedOrWrittenToFiles() throws {
      try withFolder { (folder) throws -> Void in
        var command = shell("echo out; echo err >&2")
        command.standardOutput = .file(folder + "/log")
        command.standardError = .file(folder + "/log")
        let finished = try Launcher.run(command)
        #expect(finished.standardOutput.total == 0)
        #expect(try content(of: folder + "/log") == "out\nerr\n")
        command.standardOutput = .discard
        #expect(try Launcher.run(command).standardOutput.total == 0)
        #expect(try content(of: folder + "/log") == "err\n")
      }
    }

    @Test func ticksComeWhileAProgramRuns() throws {
      var ticks: [Duration] = []
      _ = try Launcher.run(shell("sleep 1"), onTick: { ticks.append($0) })
      #expect(ticks.count >= 2)
      #expect(ticks == ticks.sorted())
    }
  }
}
