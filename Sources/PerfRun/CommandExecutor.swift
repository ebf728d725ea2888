internal import PerfFiles
internal import PerfModel
internal import PerfProcess
internal import Synchronization

/// Starts measured commands in the caller's folder and environment, with padding of a given length.
final class CommandExecutor: Sendable {
  private let settings: CommandRounds.Settings
  private let environment: [String]
  private let folder: String
  private let workingFolder: String
  private let search: ProgramSearch
  /// The commands started so far, by their words, with all but the padding.
  private let prepared = Mutex<[[String]: Command]>([:])

  init(settings: CommandRounds.Settings, environment: [String], folder: String) {
    self.settings = settings
    self.environment = environment
    self.folder = folder
    workingFolder = folder == Path.current ? Command.callersFolder : folder
    search = ProgramSearch(environment)
  }

  func run(
    _ words: [String], name: String, padding: Int, isMeasured: Bool = false,
    tick: (Duration) -> Void
  ) throws(RunError) -> Finished {
    var command = try command(words, name: name, padding: padding)
    if isMeasured { command.counts = settings.counters.event }
    return try launch(command, name: name, tick: tick)
  }

  /// Runs a command up to once for each padding, in direct succession, or nil if it is not `isPlain`.
  func series(
    _ words: [String], name: String, paddings: [Int], within limit: Duration,
    tick: (Duration) -> Void
  ) throws(RunError) -> [Finished]? {
    var command = try command(words, name: name, padding: 0)
    command.counts = settings.counters.event
    guard command.isPlain else { return nil }
    do throws(SpawnError) {
      return try Launcher.runSeries(command, paddings: paddings, within: limit, onTick: tick)
    } catch {
      throw .spawn(error, caseName: name)
    }
  }

  /// Runs a command once more, under callgrind, if that is what counts; nil if not.
  func count(
    _ words: [String], name: String, tick: (Duration) -> Void = { _ in }
  ) throws(RunError) -> (finished: Finished, total: Result<Int, Callgrind.Failure>)? {
    guard let callgrind = settings.counters.callgrind else { return nil }
    let command = try command(words, name: name, padding: 0)
    let scratch: ScratchFolder
    do throws(FileError) {
      scratch = try ScratchFolder(in: settings.scratchParent, keeps: false)
    } catch {
      throw .file(error)
    }
    let folder = scratch.path
    let finished = try launch(callgrind.counting(command, in: folder), name: name, tick: tick)
    do throws(FileError) {
      return (finished, try Callgrind.total(in: folder))
    } catch {
      throw .file(error)
    }
  }

  private func command(
    _ words: [String], name: String, padding: Int
  ) throws(RunError) -> Command {
    let known = prepared.withLock { $0[words] }
    var command: Command
    if let known { command = known } else { command = try prepare(words, name: name) }
    command.padding = padding
    return command
  }

  private func prepare(_ words: [String], name: String) throws(RunError) -> Command {
    guard let program = search.find(words[0]) else {
      throw .missingProgram(
        word: Word(words[0]), caseName: name, tried: words[0].contains("/") ? [] : ["PATH"])
    }
    var command = Command(
      executable: program, arguments: words, environment: environment, folder: workingFolder)
    command.timeout = settings.timeout
    command.affinity = settings.affinity
    command.standardOutput = settings.showsOutput ? .inherit : .discard
    command.standardError = settings.showsOutput ? .inherit : .discard
    if let input = settings.input { command.input = .file(Path.join(folder, input)) }
    let ready = command
    prepared.withLock { $0[words] = ready }
    return command
  }

  private func launch(
    _ command: Command, name: String, tick: (Duration) -> Void
  ) throws(RunError) -> Finished {
    do throws(SpawnError) {
      return try Launcher.run(command, onTick: tick)
    } catch {
      throw .spawn(error, caseName: name)
    }
  }
}
