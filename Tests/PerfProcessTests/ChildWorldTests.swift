import Glibc
import PerfProcess
import Testing

extension RunningCommands {
  /// What a child sees of the world it was started into.
  @Suite struct ChildWorld {
    @Test func signalsAreUnblockedAndHaveTheirDefaults() throws {
      var blocked = sigset_t()
      var before = sigset_t()
      sigemptyset(&blocked)
      for signal in [SIGTERM, SIGINT, SIGUSR1] { sigaddset(&blocked, signal) }
      pthread_sigmask(SIG_BLOCK, &blocked, &before)
      let previous = signal(SIGPIPE, SIG_IGN)
      defer {
        signal(SIGPIPE, previous)
        pthread_sigmask(SIG_SETMASK, &before, nil)
      }
      let command = Command(
        executable: "/bin/grep", arguments: ["grep", "-E", "^Sig(Blk|Ign):", "/proc/self/status"],
        environment: [], folder: "/")
      let finished = try Launcher.run(command)
      #expect(
        finished.standardOutput.text == "SigBlk:\t0000000000000000\nSigIgn:\t0000000000000000\n")
    }

    @Test func childLeadsItsOwnProcessGroup() throws {
      let finished = try Launcher.run(shell("echo $$; cut -d' ' -f5 /proc/$$/stat; echo $PPID"))
      let lines = finished.standardOutput.text.split(separator: "\n")
      #expect(lines.count == 3)
      #expect(lines.first == lines.dropFirst().first)
      #expect(lines.last == "\(getpid())")
    }

    @Test func environmentIsExactlyWhatWasGiven() throws {
      let given = ["B=2", "A=", "EMPTY", "C=x=y", "Ü=ß\nnext", "A=again"]
      let command = Command(
        executable: "/bin/cat", arguments: ["cat", "/proc/self/environ"], environment: given,
        folder: "/")
      let seen = try Launcher.run(command).standardOutput.text
      #expect(seen == given.map { $0 + "\0" }.joined())
    }

    @Test func argumentsAreExactlyWhatWasGiven() throws {
      let given = ["another name", "", "a b", "*", "ü\n", "$HOME", "/proc/self/cmdline"]
      let command = Command(
        executable: "/bin/cat", arguments: ["cat", "/proc/self/cmdline", "--"] + given.suffix(1),
        environment: [], folder: "/")
      let twice = "cat\0/proc/self/cmdline\0--\0/proc/self/cmdline\0"
      #expect(try Launcher.run(command).standardOutput.text == twice + twice)
      var printing = shell("printf '<%s>' \"$0\" \"$@\"")
      printing.arguments += given
      let printed = try Launcher.run(printing).standardOutput.text
      #expect(printed == given.map { "<\($0)>" }.joined())
    }

    @Test func argumentsAndEnvironmentMayBeLarge() throws {
      let value = String(repeating: "v", count: 100_000)
      let command = shell(
        "wc -c < /proc/$$/environ; printf %s \"$V14\" | wc -c",
        environment: ["PATH=/usr/bin:/bin"] + (0..<15).map { "V\($0)=\(value)" })
      let finished = try Launcher.run(command)
      let sizes = finished.standardOutput.text.split(separator: "\n")
      let total = command.environment.reduce(0) { $0 + $1.utf8.count + 1 }
      #expect(sizes == ["\(total)", "100000"])
      let after = try Launcher.run(shell("echo small"))
      #expect(after.standardOutput.text == "small\n")
      #expect(after.usage.peakMemory < 4 << 20)
    }

    @Test func folderIsEntered() throws {
      try withFolder { (folder) throws -> Void in
        var command = shell("pwd -P")
        command.folder = folder
        #expect(try Launcher.run(command).standardOutput.text == folder + "\n")
      }
    }

    @Test func relativeExecutableCountsFromTheFolder() throws {
      let command = Command(
        executable: "bin/echo", arguments: ["echo", "here"], environment: [], folder: "/usr")
      #expect(try Launcher.run(command).standardOutput.text == "here\n")
    }

    @Test func onlyTheStandardStreamsAreOpen() throws {
      let open = Glibc.open("/dev/null", O_RDONLY)
      defer { close(open) }
      let command = Command(
        executable: "/bin/ls", arguments: ["ls", "/proc/self/fd"], environment: [], folder: "/")
      #expect(try Launcher.run(command).standardOutput.text == "0\n1\n2\n3\n")
    }

    @Test func runsLeaveNoDescriptorsOpen() async {
      // A fresh process: here, other tests open and close theirs meanwhile.
      await #expect(processExitsWith: .success) {
        _ = try Launcher.run(shell("true"))
        let before = openDescriptors()
        #expect(before.count > 3)
        for _ in 0..<10 {
          _ = try Launcher.run(shell("echo a; (sleep 100 &)"))
          _ = try? Launcher.run(
            Command(executable: "/nowhere", arguments: ["x"], environment: [], folder: "/"))
        }
        #expect(openDescriptors() == before)
      }
    }

    @Test func affinityBindsToOneCPU() throws {
      var command = shell("grep Cpus_allowed_list /proc/self/status | tr -sc 0-9 '\\n'")
      let allowed = try Launcher.run(command).standardOutput.text.split(separator: "\n")
      let cpu = try #require(allowed.last.flatMap { Int($0) })
      command.affinity = cpu
      #expect(try Launcher.run(command).standardOutput.text == "\n\(cpu)\n")
    }

    @Test func inputIsEmptyOrAFile() throws {
      #expect(try Launcher.run(shell("cat; echo end")).standardOutput.text == "end\n")
      try withFolder { (folder) throws -> Void in
        _ = try Launcher.run(shell("printf content > '\(folder)/input'"))
        var command = shell("cat")
        command.input = .file(folder + "/input")
        #expect(try Launcher.run(command).standardOutput.text == "content")
      }
    }
  }
}

/// What the calling process has open, but for the wake-up calls of the Swift runtime's threads.
private func openDescriptors() -> [String] {
  (0..<1024 as Range<Int32>).compactMap { number in
    var target = [CChar](repeating: 0, count: 256)
    let length = readlink("/proc/self/fd/\(number)", &target, target.count)
    guard length > 0 else { return nil }
    let name = String(decoding: target[..<length].map(UInt8.init(bitPattern:)), as: UTF8.self)
    let isWakeUp = ["eventpoll", "eventfd", "timerfd"].contains { name.hasSuffix("[\($0)]") }
    return isWakeUp ? nil : "\(number) \(name)"
  }
}
