import Glibc
import PerfProcess
import Testing

extension RunningCommands {
  /// Programs whose file writes are held, and put off or refused.
  @Suite struct FaultyDisks {
    private static func run(
      _ script: String, delay: Duration? = nil, limit: Int? = nil, times: Int = 1
    ) throws -> (output: String, counts: FaultyDisk.Counts) {
      var template = Array("/tmp/perfkit-disk.XXXXXX".utf8CString)
      try #require(mkdtemp(&template) != nil)
      let folder = String(
        decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
      defer { _ = system("rm -rf '\(folder)' '\(folder)-beside'") }
      let disk = try FaultyDisk(folder: folder, delay: delay, limit: limit)
      var output = ""
      for _ in 0..<times {
        var command = Command(
          executable: "/bin/sh", arguments: ["sh", "-c", script],
          environment: ["PATH=/usr/bin:/bin", "BESIDE=\(folder)-beside"], folder: folder)
        command.supervisor = disk.descriptor
        command.timeout = .seconds(60)
        let finished = try Launcher.run(command)
        #expect(finished.termination == .exited(0))
        output += String(decoding: finished.standardOutput.bytes, as: UTF8.self)
      }
      return (output, disk.finish())
    }

    @Test func whatDoesNotFitIsRefused() throws {
      let (output, counts) = try Self.run(
        "printf 123456 > a; printf 12345 > b 2>/dev/null || echo full; printf 1234 > b && cat a b",
        limit: 10)
      #expect(output == "full\n1234561234")
      #expect(counts.refused == 1)
      #expect(counts.delayed == 0)
    }

    @Test func theBytesOfAllProgramsAddUp() throws {
      let (output, counts) = try Self.run(
        "printf 123456 >> a 2>/dev/null || echo full", limit: 13, times: 3)
      #expect(output == "full\n")
      #expect(counts.refused == 1)
    }

    @Test func otherFilesAndPipesAreLeftAlone() throws {
      let (output, counts) = try Self.run(
        "printf 123456 > \"$BESIDE\"; cat \"$BESIDE\"; printf 123 | cat; echo > /dev/null", limit: 0
      )
      #expect(output == "123456123")
      #expect(counts.refused == 0 && counts.delayed == 0)
    }

    @Test func descendantsAndOtherCallsAreSupervised() throws {
      let script = """
        python3 -c '
        import os
        file = os.open("f", os.O_WRONLY | os.O_CREAT)
        def attempt(name, body):
            try: print(name, body(), flush=True)
            except OSError as error: print(name, error.strerror, flush=True)
        attempt("writev", lambda: os.writev(file, [b"123", b"4567"]))
        attempt("pwritev", lambda: os.pwritev(file, [b"123"] * 2, 0))
        attempt("pwrite", lambda: os.pwrite(file, b"1234", 0))
        attempt("allocate", lambda: os.posix_fallocate(file, 0, 3))
        attempt("truncate", lambda: os.ftruncate(file, 100))
        attempt("sync", lambda: os.fsync(file))
        attempt("datasync", lambda: os.fdatasync(file))
        '
        """
      let (output, counts) = try Self.run(script, delay: .milliseconds(1), limit: 9)
      let full = "No space left on device"
      #expect(
        output == "writev 7\npwritev \(full)\npwrite \(full)\nallocate \(full)\ntruncate None\n"
          + "sync None\ndatasync None\n")
      #expect(counts.refused == 3)
      #expect(counts.delayed == 7)
    }

    @Test func aCallThatASignalInterruptsCountsOnce() throws {
      let script = """
        python3 -c '
        import os, signal
        signal.signal(signal.SIGALRM, lambda *_: None)
        signal.setitimer(signal.ITIMER_REAL, 0.02, 0.02)
        file = os.open("f", os.O_WRONLY | os.O_CREAT)
        for _ in range(3): os.write(file, b"1234")
        '
        """
      let (_, counts) = try Self.run(script, delay: .milliseconds(100), limit: 12)
      #expect(counts == .init(seen: 3, delayed: 3))
    }

    @Test func whatIsCopiedWithinTheKernelIsWritten() throws {
      let script = """
        python3 -c '
        import ctypes, os, shutil
        beside = os.environ["BESIDE"]
        open(beside, "wb").write(b"123456")
        source = os.open(beside, os.O_RDONLY)
        file = os.open("f", os.O_WRONLY | os.O_CREAT)
        ends = os.pipe()
        os.write(ends[1], b"123")
        def attempt(name, body):
            try: print(name, body(), flush=True)
            except OSError as error: print(name, error.strerror, flush=True)
        attempt("copy", lambda: os.copy_file_range(source, file, 6))
        attempt("sendfile", lambda: os.sendfile(file, source, 0, 6))
        attempt("splice", lambda: os.splice(ends[0], file, 3))
        attempt("splice to a pipe", lambda: os.splice(source, ends[1], 6))
        attempt("shutil", lambda: shutil.copyfile(beside, "g"))
        attempt("shutil", lambda: shutil.copyfile(beside, "h"))
        ring = ctypes.CDLL(None, use_errno=True).syscall(425, 1, None)
        print("io_uring", ring, os.strerror(ctypes.get_errno()))
        '
        """
      let (output, counts) = try Self.run(script, limit: 10)
      #expect(
        output == """
          copy Invalid cross-device link
          sendfile Invalid argument
          splice Invalid argument
          splice to a pipe 6
          shutil g
          shutil No space left on device
          io_uring -1 Function not implemented

          """)
      #expect(counts == .init(seen: 2, refused: 1))
    }

    @Test func aWriteOfNothingTakesNoRoom() throws {
      let script = """
        python3 -c '
        import ctypes, os, platform
        libc = ctypes.CDLL(None, use_errno=True)
        file = os.open("f", os.O_WRONLY | os.O_CREAT)
        print(libc.write(file, None, ctypes.c_size_t(-1)), flush=True)
        print(os.write(file, b"123"), flush=True)
        setup = {"x86_64": 206, "aarch64": 0}[platform.machine()]
        print(libc.syscall(setup, 1, None), os.strerror(ctypes.get_errno()))
        '
        """
      let (output, counts) = try Self.run(script, delay: .milliseconds(1))
      #expect(output == "-1\n3\n-1 Function not implemented\n")
      #expect(counts.refused == 0)
    }

    @Test func roomThatIsAskedForAtOnceMustBeThere() throws {
      let (output, counts) = try Self.run(
        """
        python3 -c '
        import os
        file = os.open("f", os.O_WRONLY | os.O_CREAT)
        try: os.posix_fallocate(file, 0, 8 << 30)
        except OSError as error: print(error.strerror)
        '
        """, limit: 3 << 30)
      #expect(output == "No space left on device\n")
      #expect(counts.refused == 1)
    }

    #if arch(x86_64)
      @Test func callsOfAnotherArchitectureCannotBeLookedAt() throws {
        // 32-bit calls, which 64-bit programs may make, too: getpid.
        let (output, counts) = try Self.run(
          """
          echo 'int main(void) { int pid; __asm__ volatile("int $0x80" : "=a"(pid) : "a"(20));
            return pid > 0 ? 0 : 1; }' > call.c && cc -o call call.c && ./call && echo went on
          """, limit: 100 << 20)
        #expect(output == "went on\n")
        #expect(counts.failure == ENOTSUP)
      }
    #endif

    @Test func aFileThatCannotBeLookedAtIsTold() throws {
      // Its path is longer than the kernel tells.
      let script = """
        python3 -c '
        import os
        for _ in range(30):
            os.mkdir("d" * 200)
            os.chdir("d" * 200)
        open("f", "w").write("1")
        '
        """
      let (_, counts) = try Self.run(script, limit: 10)
      #expect(counts.failure == ENAMETOOLONG)
    }

    @Test func aProgramThatIsKilledWhileItWaitsIsGone() throws {
      var template = Array("/tmp/perfkit-disk.XXXXXX".utf8CString)
      try #require(mkdtemp(&template) != nil)
      let folder = String(
        decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
      defer { _ = system("rm -rf '\(folder)'") }
      let disk = try FaultyDisk(folder: folder, delay: .seconds(3600), limit: nil)
      var command = Command(
        executable: "/bin/sh", arguments: ["sh", "-c", "printf 1 > a"],
        environment: ["PATH=/usr/bin:/bin"], folder: folder)
      command.supervisor = disk.descriptor
      command.timeout = .milliseconds(200)
      #expect(try Launcher.run(command).termination == .timedOut)
      // Another program is supervised after it.
      command.arguments = ["sh", "-c", ":"]
      command.timeout = .seconds(60)
      #expect(try Launcher.run(command).termination == .exited(0))
      #expect(disk.finish().delayed == 1)
    }
  }
}
