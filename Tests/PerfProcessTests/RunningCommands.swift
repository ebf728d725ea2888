import Glibc
import PerfProcess
import Testing

/// All tests that start processes: one after the other.
@Suite(.serialized) enum RunningCommands {}

/// A command line of `sh`, with a timeout that only a broken run reaches.
func shell(_ script: String, environment: [String] = ["PATH=/usr/bin:/bin"]) -> Command {
  var command = Command(
    executable: "/bin/sh", arguments: ["sh", "-c", script], environment: environment, folder: "/")
  command.timeout = .seconds(120)
  return command
}

/// An environment entry that only the processes of one test carry.
func uniqueMark() -> String { "PERF_TEST_MARK=\(UInt64.random(in: .min ... .max))" }

/// How many processes, zombies aside, carry the environment entry.
func countProcesses(carrying mark: String) throws -> Int {
  let counter = shell(
    "grep -alsF \"$0\" /proc/[0-9]*/environ | wc -l", environment: ["PATH=/usr/bin:/bin"])
  var command = counter
  command.arguments.append(mark)
  let text = try Launcher.run(command).standardOutput.text
  return try #require(Int(text.trimmed))
}

extension String {
  /// The text without its final newline.
  var trimmed: String { String(reversed().drop { $0.isWhitespace }.reversed()) }
}

/// A fresh folder that the body may fill; removed afterwards.
func withFolder<R>(_ body: (String) throws -> R) throws -> R {
  var template = Array("/tmp/perf-process-tests.XXXXXX".utf8CString)
  let path = try #require(mkdtemp(&template).map { String(cString: $0) })
  defer { _ = try? Launcher.run(shell("rm -rf '\(path)'")) }
  return try body(path)
}

/// A file's content, read by `cat`.
func content(of path: String) throws -> String {
  try Launcher.run(shell("cat '\(path)'")).standardOutput.text
}
