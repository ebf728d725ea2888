import Glibc
import PerfProcess
import Testing

extension RunningCommands {
  @Suite struct Failing {
    private func failure(of command: Command) -> SpawnError? {
      do throws(SpawnError) {
        _ = try Launcher.run(command)
        return nil
      } catch { return error }
    }

    @Test func missingProgram() {
      let path = "/nowhere/program"
      let command = Command(executable: path, arguments: ["x"], environment: [], folder: "/")
      let error = failure(of: command)
      #expect(error == .cannotStart(path: path, errno: ENOENT, step: .execute))
      #expect(error?.description == "cannot start '/nowhere/program': No such file or directory")
    }

    @Test func programThatMayNotBeExecuted() {
      let path = "/etc/passwd"
      let command = Command(executable: path, arguments: ["x"], environment: [], folder: "/")
      #expect(failure(of: command) == .cannotStart(path: path, errno: EACCES, step: .execute))
    }

    @Test func fileThatIsNoProgram() throws {
      try withFolder { (folder) throws -> Void in
        let path = folder + "/text"
        _ = try Launcher.run(shell("echo text > '\(path)'; chmod +x '\(path)'"))
        let command = Command(executable: path, arguments: ["x"], environment: [], folder: "/")
        #expect(failure(of: command) == .cannotStart(path: path, errno: ENOEXEC, step: .execute))
      }
    }

    @Test(arguments: [("/nowhere", ENOENT), ("/etc/passwd", ENOTDIR)])
    func unusableFolder(folder: String, errno: Int32) {
      var command = shell("true")
      command.folder = folder
      #expect(failure(of: command) == .cannotStart(path: "/bin/sh", errno: errno, step: .folder))
    }

    @Test func missingInput() {
      var command = shell("true")
      command.input = .file("/nowhere/input")
      #expect(failure(of: command) == .cannotOpen(path: "/nowhere/input", errno: ENOENT))
    }

    @Test(arguments: [1023, 5000])
    func cpuThatDoesNotExist(cpu: Int) {
      var command = shell("true")
      command.affinity = cpu
      #expect(failure(of: command) == .cannotStart(path: "/bin/sh", errno: EINVAL, step: .affinity))
    }

    @Test func textWithNUL() {
      let expected = SpawnError.cannotStart(path: "/bin/sh", errno: EINVAL, step: .request)
      #expect(failure(of: shell("true \0 false")) == expected)
      #expect(failure(of: shell("true", environment: ["A=\0"])) == expected)
    }

    @Test(arguments: [(1, 200_000), (100, 100_000), (400, 100_000)])
    func environmentBeyondTheKernelsLimit(count: Int, size: Int) {
      let value = String(repeating: "v", count: size)
      let error = failure(of: shell("true", environment: (0..<count).map { "V\($0)=\(value)" }))
      guard case .cannotStart(_, E2BIG, _) = error else {
        Issue.record("\(String(describing: error)) instead of E2BIG")
        return
      }
    }

    @Test func failureLeavesTheLauncherUsable() throws {
      _ = failure(of: Command(executable: "/x", arguments: ["x"], environment: [], folder: "/"))
      #expect(try Launcher.run(shell("echo fine")).standardOutput.text == "fine\n")
    }
  }
}
