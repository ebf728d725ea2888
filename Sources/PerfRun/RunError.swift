public import PerfFiles
public import PerfModel
public import PerfProcess

/// Why a case could not be run at all.
public enum RunError: Error, Sendable {
  /// The first word of a command is neither a file of the engine nor a program on PATH.
  case unknownProgram(word: Word, caseName: String, tried: [String], suggestion: String?)
  /// A program that would be on PATH is not installed.
  case missingProgram(word: Word, caseName: String, tried: [String])
  /// A declared input does not exist.
  case missingInput(path: String, caseName: String)
  /// perfkit's own files could not be read or written.
  case file(FileError)
  /// A process could not be started for want of resources.
  case spawn(SpawnError, caseName: String)
  /// The kernel was to count instructions and does not.
  case cannotCount(CounterRefusal)
  /// valgrind was to count instructions and is not installed.
  case noValgrind
  /// A declared load cannot be made with the values of this run.
  case badLoad(LoadMistake, caseName: String)
  /// perfkit itself could not drive the load.
  case cannotLoad(reason: String, caseName: String)
  /// A file of requests holds none.
  case noRequests(path: String, caseName: String)
  /// libcrypto is not installed.
  case hashing(reason: String)

  /// The problem as a person is told of it; the plan, if there is one, gives the place of a word.
  public func problem(in plan: Plan?) -> Problem {
    switch self {
    case .unknownProgram(let word, let name, let tried, let suggestion):
      return Self.problem(
        "run.unknown-program", "case '\(name)': there is no program '\(word.text)'",
        at: word, in: plan,
        hint: suggestion.map { "did you mean '\($0)'?" }
          ?? "tried: \(tried.joined(separator: ", "))")
    case .missingProgram(let word, let name, let tried):
      let fault =
        tried.isEmpty
        ? "there is no program '\(word.text)'" : "program '\(word.text)' is not installed"
      var problem = Self.problem(
        "run.missing-program", "case '\(name)': \(fault)", at: word, in: plan,
        hint: tried.isEmpty
          ? "a path counts from this folder; the file must be executable"
          : "tried: \(tried.joined(separator: ", "))")
      problem.verdict = .error
      return problem
    case .missingInput(let path, let name):
      return Problem(
        "run.missing-input", "case '\(name)': the input '\(path)' does not exist",
        hint: "inputs are relative to perfkit.yaml", verdict: .usage)
    case .file(let error):
      return Problem(
        "run.file", "cannot \(error.operation) '\(error.path)': \(error.reason)", verdict: .error)
    case .spawn(let error, let name):
      return Problem("run.cannot-start", "case '\(name)': \(error)", verdict: .error)
    case .cannotCount(let refusal):
      return Problem(
        "run.cannot-count", "cannot count instructions: \(refusal)",
        hint: refusal.hint ?? "--counters valgrind counts in one more run, on any machine",
        verdict: .error)
    case .noValgrind:
      return Problem(
        "run.missing-valgrind", "cannot count instructions: valgrind is not on PATH",
        hint: "apt-get install valgrind", verdict: .error)
    case .badLoad(let mistake, let name):
      return plan?.problem(
        "plan.bad-load", "case '\(name)': \(mistake.message)", at: mistake.position,
        hint: mistake.hint)
        ?? Problem("plan.bad-load", mistake.message, hint: mistake.hint, verdict: .usage)
    case .cannotLoad(let reason, let name):
      return Problem("run.cannot-load", "case '\(name)': \(reason)", verdict: .error)
    case .noRequests(let path, let name):
      return Problem(
        "run.no-requests", "case '\(name)': '\(path)' holds no requests",
        hint: "write one request a line", verdict: .usage)
    case .hashing(let reason):
      return Problem("run.hashing", reason, verdict: .error)
    }
  }

  private static func problem(
    _ code: String, _ message: String, at word: Word, in plan: Plan?, hint: String
  ) -> Problem {
    plan?.problem(code, message, at: word.position, hint: hint)
      ?? Problem(code, message, hint: hint, verdict: .usage)
  }
}
