internal import Glibc

@main
enum RefEngine {
  static let version = "0.1.0"

  static func main() {
    // A file beyond the size limit is an error of `write` then, not the end of the program.
    signal(SIGXFSZ, SIG_IGN)
    do throws(Failure) {
      try run(Array(CommandLine.arguments.dropFirst()))
    } catch {
      // Standard error that cannot be written leaves only the exit status to tell of it.
      try? Console.write("refengine: \(error)\n", to: STDERR_FILENO)
      exit(error.exitStatus)
    }
  }

  private static func run(_ words: [String]) throws(Failure) {
    guard let first = words.first else { throw .usage(UsageError(nil, .noCommand)) }
    if words.contains("--help") || words.contains("-h") || first == "help" {
      let topic = words.lazy.compactMap(Command.init(rawValue:)).first
      return try Console.write(topic?.help ?? Command.overview)
    }
    if first == "--version" { return try Console.write("refengine \(version)\n") }
    guard let command = Command(rawValue: first) else {
      throw .usage(UsageError(nil, .unknownCommand(first)))
    }
    let arguments = try Arguments(words.dropFirst(), of: command)
    switch command {
    case .bench: try BenchCommand(arguments).run()
    case .stream: try StreamCommand(arguments).run()
    case .generate: try GenerateCommand(arguments).run()
    case .audit: try AuditCommand(arguments).run()
    case .load: try LoadCommand(arguments).run()
    case .variant: try VariantCommand(arguments).run()
    case .journal: try DurableRun(arguments).begin()
    case .recover: try DurableRun(arguments).recover()
    case .modules: try ModulesCommand(arguments).run()
    }
  }
}
