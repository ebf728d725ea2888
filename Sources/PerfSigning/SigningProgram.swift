internal import PerfFiles
internal import PerfProcess

/// A program such as gpg or ssh-keygen, found and seen to answer before anything relies on it.
struct SigningProgram {
  /// Where it is.
  let path: String
  /// The environment it sees.
  let environment: [String]
  private let package: String

  /// How long a program may take that asks nobody.
  static let patience: Duration = .seconds(20)

  /// Finds a program by name or path.
  init(_ name: String, package: String, environment: [String]) throws(SigningError) {
    guard let path = ProgramSearch(environment).find(name) else {
      throw .engineUnusable(program: name, reason: "there is no such program", package: package)
    }
    self.path = path
    self.environment = environment
    self.package = package
  }

  /// Runs it without a terminal and with nothing to read but `input`.
  func run(
    _ arguments: [String], input: String? = nil, patience: Duration = Self.patience
  ) throws(SigningError) -> Finished {
    var command = Command(
      executable: path, arguments: [path] + arguments, environment: environment, folder: "/")
    command.input = input.map { .file($0) } ?? .null
    command.outputCap = 1 << 20
    command.timeout = patience
    command.endsRemains = false
    let finished: Finished
    do throws(SpawnError) {
      finished = try Launcher.run(command)
    } catch {
      throw unusable("\(error)")
    }
    switch finished.termination {
    case .timedOut: throw unusable("it did not end within \(patience.components.seconds) s")
    case .interrupted: throw .interrupted
    case .signalled(let signal): throw unusable("signal \(signal) ended it")
    case .exited: return finished
    }
  }

  /// Makes sure that it is GnuPG: GPGME says the same of a missing, a hanging and a wrong program
  /// as of a key that does not exist.
  func checkIsGnuPG() throws(SigningError) {
    let finished = try run(["--version"], patience: .seconds(5))
    guard finished.termination == .exited(0),
      finished.standardOutput.text.hasPrefix("gpg (GnuPG")
    else { throw unusable("`--version` does not answer as GnuPG does") }
  }

  func unusable(_ reason: String) -> SigningError {
    .engineUnusable(program: path, reason: reason, package: package)
  }
}
