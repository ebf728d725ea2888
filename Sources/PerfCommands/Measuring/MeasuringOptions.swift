internal import PerfArguments
internal import PerfModel
internal import PerfRun

/// Options that `run` and `ab` share: how a command of the caller's is run.
struct MeasuringOptions: CommandLineOptions {
  var prepare: String?
  var conclude: String?
  var shell: String?
  var input: String?
  var showOutput = false
  var ignoreFailure = false
  var budget: Duration?
  var timeout: Duration?
  var seed: UInt64 = 1
  var cpu: Int?
  var counters = CounterChoice.auto
  var noLock = false

  static let parameters: [Parameter<MeasuringOptions>] = [
    .option("--prepare", value: "CMD", help: "Run before each run, not timed.", \.prepare),
    .option("--conclude", value: "CMD", help: "Run after each run, not timed.", \.conclude),
    .option(
      "--shell", value: "SHELL", help: "Run commands by `SHELL -c`; its time is included.",
      \.shell),
    .option(
      "--input", value: "FILE", help: "Standard input of every run; else empty.",
      completion: .file, \.input),
    .flag("--show-output", help: "Show what the commands print.", \.showOutput),
    .flag("--ignore-failure", help: "Let commands end with any status.", \.ignoreFailure),
    .option("--budget", value: "D", help: "Start nothing more after this time.", \.budget),
    .option("--timeout", value: "D", help: "End a run after this time.", \.timeout),
    .option("--seed", value: "N", help: "Seed of the order and of the padding.", \.seed),
    .option("--cpu", value: "N", help: "Run on this processor only.", bound: .from(0), \.cpu),
    .option(
      "--counters", value: "WITH", help: "Count instructions with auto, perf, valgrind or none.",
      \.counters),
    .flag("--no-lock", help: "Do not wait for another perfkit that measures.", \.noLock),
  ]

  /// The settings of the runs.
  func settings(_ session: Session) throws(Problems) -> CommandRounds.Settings {
    var settings = CommandRounds.Settings()
    settings.budget = budget
    settings.timeout = timeout
    settings.seed = seed
    settings.expectedExits = ignoreFailure ? nil : [0]
    settings.input = input
    settings.showsOutput = showOutput
    settings.affinity = cpu
    settings.counters = try session.counters(counters)
    settings.scratchParent = session.scratchParent
    return settings
  }

  /// The words of a text, or those that hand it to the shell.
  func words(_ text: String) throws(Problems) -> [String] {
    if let shell { return [shell, "-c", text] }
    do throws(ShellWords.Failure) {
      return try ShellWords.split(text)
    } catch {
      let reason =
        switch error {
        case .openQuote(let quote, _): "the quote \(quote) is not closed"
        case .trailingBackslash: "a backslash ends it"
        case .empty: "it is empty"
        }
      throw Problems([
        Problem("run.bad-command", "cannot split '\(text)' into words: \(reason)", verdict: .usage)
      ])
    }
  }

  /// A command with what surrounds each of its runs; `fill` puts parameters into texts.
  func command(
    named name: String, words: [String], fill: (String) -> String = { $0 }
  ) throws(Problems) -> MeasuredCommand {
    var command = MeasuredCommand(name: name, words: words)
    if let prepare { command.prepare = try self.words(fill(prepare)) }
    if let conclude { command.conclude = try self.words(fill(conclude)) }
    return command
  }
}
