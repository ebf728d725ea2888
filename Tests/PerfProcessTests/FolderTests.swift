import Glibc
import PerfProcess
import Testing

extension RunningCommands {
  @Suite struct Folders {
    @Test func theCallersFolderIsWhereTheCallerIs() throws {
      var own = [CChar](repeating: 0, count: 4096)
      #expect(getcwd(&own, own.count) != nil)
      var command = shell("pwd -P")
      command.folder = Command.callersFolder
      let shown = try Launcher.run(command).standardOutput.text.trimmed
      #expect(shown == String(decoding: own.prefix { $0 != 0 }.map { UInt8($0) }, as: UTF8.self))
      command.folder = "/usr"
      #expect(try Launcher.run(command).standardOutput.text.trimmed == "/usr")
      command.folder = Command.callersFolder
      #expect(try Launcher.run(command).standardOutput.text.trimmed == shown)
    }

    @Test func discardedStreamsAreDevNullInTheirDirection() throws {
      try withFolder { folder in
        var command = shell(
          "for i in 0 1 2; do readlink /proc/$$/fd/$i; grep flags /proc/$$/fdinfo/$i; done"
            + " > '\(folder)/seen'")
        command.standardOutput = .discard
        command.standardError = .discard
        #expect(try Launcher.run(command).termination == .exited(0))
        let lines = try content(of: folder + "/seen").split(separator: "\n")
        #expect([0, 4].map { lines[$0] } == ["/dev/null", "/dev/null"])
        #expect([1, 5].map { lines[$0].last } == ["0", "1"])
      }
    }
  }
}
