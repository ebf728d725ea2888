internal import PerfProcess

/// Asks programs short questions: no input, no prompt, and an answer in time or none.
struct Tool: Sendable {
  /// What became of a question.
  enum Answer: Sendable, Hashable {
    case exited(Int32, output: String, errors: String)
    /// There is no such program.
    case absent
    /// It did not end in time, or could not be started.
    case silent(String)
  }

  private let environment: [String]
  private let folder: String

  /// Makes questions with an environment, in which prompts and translations are turned off.
  init(environment: [String], folder: String) {
    let own = ["LC_ALL=C", "GIT_TERMINAL_PROMPT=0", "GIT_OPTIONAL_LOCKS=0"]
    let names = Set(own.compactMap { $0.split(separator: "=").first })
    self.environment =
      environment.filter { entry in !names.contains(entry.prefix { $0 != "=" }) } + own
    self.folder = folder
  }

  /// Runs a program of the PATH.
  func ask(_ words: [String], within limit: Duration = .seconds(2)) -> Answer {
    guard let name = words.first, let program = ProgramSearch(environment).find(name) else {
      return .absent
    }
    var command = Command(
      executable: program, arguments: words, environment: environment, folder: folder)
    command.timeout = limit
    command.grace = .milliseconds(100)
    command.outputCap = 1 << 16
    do throws(SpawnError) {
      let finished = try Launcher.run(command)
      switch finished.termination {
      case .exited(let status):
        return .exited(
          status, output: finished.standardOutput.text, errors: finished.standardError.text)
      case .timedOut: return .silent("no answer in \(limit)")
      case .signalled(let signal): return .silent("ended by signal \(signal)")
      case .interrupted: return .silent("interrupted")
      }
    } catch {
      return .silent("\(error)")
    }
  }
}
