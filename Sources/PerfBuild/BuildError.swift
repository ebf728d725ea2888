public import PerfFiles
public import PerfModel
public import PerfProcess

/// Why an engine could not be built.
public enum BuildError: Error, Sendable {
  /// The build ran and failed.
  case failed(engine: String, command: String, termination: Termination, log: String, tail: String)
  /// A build tool is not installed.
  case missingTool(engine: String, tool: String)
  /// A tool that a Debian package brings is not installed.
  case missingPackage(engine: String, tool: String, package: String)
  /// A product could not be freed of what depends on the folder of its build.
  case unfinished(engine: String, path: String, reason: String)
  /// A tool was found and could not be started.
  case cannotStart(engine: String, error: SpawnError)
  /// The build ended well and did not leave a declared file.
  case missingArtefact(engine: String, path: String, log: String)
  /// The engine's folder does not exist.
  case missingSource(engine: String, folder: String)
  /// A file of the cache could not be read or written.
  case file(FileError)
  /// libcrypto is not installed.
  case hashing(reason: String)
  /// Interrupted by a signal.
  case interrupted(Int32)

  /// The problem as a person is told of it.
  public var problem: Problem {
    switch self {
    case .failed(let engine, let command, let termination, let log, let tail):
      Problem(
        "build.failed",
        "engine '\(engine)' does not build: \(command) \(Self.words(termination))\n\(tail)",
        hint: "the whole log: \(log)", verdict: .incorrect)
    case .missingTool(let engine, let tool):
      Problem(
        "build.missing-tool", "cannot build engine '\(engine)': '\(tool)' is not on PATH",
        hint: "install it, or change the engine's build in perfkit.yaml", verdict: .error)
    case .missingPackage(let engine, let tool, let package):
      Problem(
        "build.missing-tool", "cannot build engine '\(engine)': '\(tool)' is not on PATH",
        hint: "apt-get install \(package)", verdict: .error)
    case .unfinished(let engine, let path, let reason):
      Problem(
        "build.unfinished", "engine '\(engine)': objcopy cannot rewrite '\(path)': \(reason)",
        verdict: .error)
    case .cannotStart(let engine, let error):
      Problem("build.cannot-start", "cannot build engine '\(engine)': \(error)", verdict: .error)
    case .missingArtefact(let engine, let path, let log):
      Problem(
        "build.missing-artefact", "the build of engine '\(engine)' did not leave '\(path)'",
        hint: "the whole log: \(log)", verdict: .incorrect)
    case .missingSource(let engine, let folder):
      Problem(
        "build.missing-source", "engine '\(engine)': there is no folder '\(folder)'",
        hint: "`source:` is relative to perfkit.yaml", verdict: .usage)
    case .file(let error):
      Problem(
        "build.file", "cannot \(error.operation) '\(error.path)': \(error.reason)", verdict: .error)
    case .hashing(let reason):
      Problem("build.hashing", reason, verdict: .error)
    case .interrupted(let signal):
      Problem("build.interrupted", "interrupted by signal \(signal)", verdict: .interrupted)
    }
  }

  private static func words(_ termination: Termination) -> String {
    switch termination {
    case .exited(let status): "ended with status \(status)"
    case .signalled(let signal): "was killed by signal \(signal)"
    case .timedOut: "timed out"
    case .interrupted(let signal): "was interrupted by signal \(signal)"
    }
  }
}
