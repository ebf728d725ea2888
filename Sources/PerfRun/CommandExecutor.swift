internal import PerfFiles
internal import PerfModel
internal import PerfProcess

/// Starts measured commands in the caller's folder and environment, with padding of a given length.
struct CommandExecutor {
  let settings: CommandRounds.Settings
  let environment: [String]
  let folder: String

  func run(
    _ words: [String], name: String, padding: Int, tick: (Duration) -> Void
  ) throws(RunError) -> Finished {
    guard let program = ProgramSearch(environment).find(words[0]) else {
      throw .missingProgram(word: Word(words[0]), caseName: name, tried: ["PATH"])
    }
    var command = Command(
      executable: program, arguments: words,
      environment: environment + ["PERFKIT_PAD=" + String(repeating: "x", count: padding)],
      folder: folder)
    command.timeout = settings.timeout
    command.affinity = settings.affinity
    command.standardOutput = settings.showsOutput ? .inherit : .discard
    command.standardError = settings.showsOutput ? .inherit : .discard
    if let input = settings.input { command.input = .file(Path.join(folder, input)) }
    do throws(SpawnError) {
      return try Launcher.run(command, onTick: tick)
    } catch {
      throw .spawn(error, caseName: name)
    }
  }
}
