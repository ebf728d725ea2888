internal import PerfFiles
internal import PerfModel
internal import PerfProcess
internal import PerfReport
internal import PerfResults
internal import PerfRun

/// What `perfkit run` does: expand, measure, report, export.
struct RunCommand {
  let options: Run
  let session: Session

  func perform() throws(Problems) -> CommandResult {
    let exports = try options.exports.map { text throws(Problems) in try RunExport(text) }
    for export in exports { try session.check(export.file, of: "--export") }
    let commands = try expandedCommands()
    let isWritten =
      session.options.json || session.options.output != nil
      || exports.contains { $0.format == .json }
    var record = try emptyRecord(host: isWritten ? try attempt { try HostReader.read() } : .unknown)
    record.cases = try measure(commands)
    record.warnings = record.cases.compactMap(Session.uncounted)
    record.errors = record.cases.compactMap(Self.problem)
    record.verdict = (record.cases.map(\.outcome.verdict)).worst
    if record.verdict == .pass, record.cases.contains(where: { $0.runs.isEmpty }) {
      record.verdict = .missing
    }
    record.verdict = ([record.verdict] + record.warnings.map { _ in .warn }).worst
    if record.verdict == .warn, session.options.strict { record.verdict = .fail }
    record.exit = CommandResult(record.verdict).exit
    session.console.result(
      CommandReport(style: session.console.style, width: session.console.width).lines(record))
    let text = ProblemText(style: session.console.errorStyle)
    for warning in record.warnings {
      session.console.complain(text.text(of: warning, label: "warning"))
    }
    for export in exports { try attempt { try export.write(record) } }
    return CommandResult(
      record.verdict, document: isWritten ? PlainPaths(session).clean(record).json : nil,
      errors: record.errors)
  }

  private func measure(_ commands: [MeasuredCommand]) throws(Problems) -> [CaseRecord] {
    var settings = try options.measuring.settings(session)
    settings.runs = options.runs
    settings.warmup = options.warmup
    let rounds = CommandRounds(
      commands: commands, settings: settings, environment: session.environmentEntries,
      folder: Path.current)
    let progress = RoundProgress(console: session.console)
    return try session.whileMeasuring(takesLock: !options.measuring.noLock) { () throws(Problems) in
      try attempt { try rounds.run(event: progress.receive) }
    }
  }

  private func expandedCommands() throws(Problems) -> [MeasuredCommand] {
    let space = try ParameterSpace(lists: options.parameters, scans: options.scans)
    try space.check(
      areUsedIn: options.words + options.commands
        + [
          options.setup, options.cleanup, options.measuring.prepare, options.measuring.conclude,
        ].compactMap { $0 })
    var commands: [MeasuredCommand] = []
    for values in space.combinations {
      if !options.words.isEmpty {
        let words = options.words.map { ParameterSpace.fill($0, values) }
        let name = words.joined(separator: " ")
        let given = try options.measuring.shell == nil ? words : options.measuring.words(name)
        commands.append(try command(named: name, words: given, values))
      }
      for text in options.commands {
        let filled = ParameterSpace.fill(text, values)
        commands.append(
          try command(named: filled, words: try options.measuring.words(filled), values))
      }
    }
    var names: [String: Int] = [:]
    for index in commands.indices {
      let count = names[commands[index].name, default: 0] + 1
      names[commands[index].name] = count
      if count > 1 { commands[index].name += " (\(count))" }
    }
    return commands
  }

  private func command(
    named name: String, words: [String], _ values: [EnvironmentValue]
  ) throws(Problems) -> MeasuredCommand {
    func fill(_ text: String) -> String { ParameterSpace.fill(text, values) }
    let measuring = options.measuring
    var command = try measuring.command(named: name, words: words, fill: fill)
    if let setup = options.setup { command.setup = try measuring.words(fill(setup)) }
    if let cleanup = options.cleanup { command.cleanup = try measuring.words(fill(cleanup)) }
    return command
  }

  private func emptyRecord(host: Host) throws(Problems) -> RunRecord {
    RunRecord(
      id: SuiteExecution.newIdentifier(), command: session.command, project: "",
      host: host, revision: nil, content: "", toolchain: "none", configDigest: "")
  }

  private static func problem(of entry: CaseRecord) -> Problem? {
    guard entry.outcome != .passed else { return nil }
    return Problem(
      "run." + entry.outcome.rawValue, "\(entry.name): \(entry.reason ?? "")",
      hint: entry.runs.last?.outcome == .failed
        ? "--ignore-failure lets commands end with any status" : nil,
      verdict: entry.outcome.verdict)
  }
}
