internal import PerfCrypto
internal import PerfFiles
internal import PerfModel
internal import PerfProcess
internal import PerfResults

/// Starts a case's command in a prepared scratch folder and takes up what it leaves.
struct CaseAttempt {
  let context: SuiteRunner
  let planned: PlannedCase
  let substitution: Substitution
  let environment: [String]
  let folder: String
  /// Where output and tables are kept, relative to the run's folder.
  let target: String
  let timeout: Duration
  /// What the command runs under, to count instructions.
  let callgrind: Callgrind?
  /// The length of `PERFKIT_PAD`, or nil for none.
  let padding: Int?
  /// How the engine is loaded; nil: it only runs.
  let load: Load?
  /// What the engine suffers under its load; nil: nothing.
  let fault: Fault?

  private var drill: Drill? { planned.declaration.drill }

  var settings: CaseSettings { planned.declaration.settings }
  private var captures: Bool { settings.captureStdout ?? false }

  /// Runs the command once, or all that its load or drill asks for; `step` hears of a drill's kills.
  func perform(
    tick: (Duration) -> Void, step: (_ number: Int, _ count: Int) -> Void = { _, _ in }
  ) throws(RunError) -> Attempt {
    var attempt = Attempt()
    var output: [UInt8] = []
    if let words = settings.prepare {
      let finished = try execute(words, tick: tick, joins: true).finished
      output += finished.standardOutput.bytes
      attempt.end(
        finished.termination, expected: [0], timeout: timeout,
        tail: Self.tail(finished.standardOutput.bytes))
      if attempt.outcome != .passed { attempt.reason = "`prepare` " + attempt.reason }
    }
    var standardOutput: [UInt8]?
    var undisturbed = DrillLines()
    if attempt.outcome == .passed, let load {
      output += try perform(load, &attempt, tick: tick)
    } else if attempt.outcome == .passed, drill != nil {
      output += try performUndisturbed(&attempt, &undisturbed, tick: tick)
    } else if attempt.outcome == .passed {
      let (finished, program) = try execute(
        planned.declaration.command, tick: tick, joins: !captures, stdin: settings.stdin,
        isMeasured: true)
      if callgrind != nil { attempt.total = try counted() }
      let printed = finished.standardOutput.bytes + finished.standardError.bytes
      output += printed
      standardOutput = captures ? finished.standardOutput.bytes : nil
      attempt.startedNanoseconds = finished.startedNanoseconds
      attempt.usage = finished.usage
      attempt.leftBehind = finished.leftBehind
      attempt.inputs = try inputs(program)
      attempt.end(
        finished.termination, expected: settings.expectExit ?? [0], timeout: timeout,
        tail: Self.tail(printed))
    }
    attempt.output = try write(output, as: "output.log")
    if attempt.outcome == .passed, drill == nil { try takeResults(&attempt, standardOutput) }
    if let words = settings.conclude, attempt.outcome != .interrupted {
      let finished = try execute(words, tick: tick, joins: true).finished
      if attempt.outcome == .passed {
        attempt.end(
          finished.termination, expected: [0], timeout: timeout,
          tail: Self.tail(finished.standardOutput.bytes))
        if attempt.outcome != .passed { attempt.reason = "`conclude` " + attempt.reason }
      }
    }
    if attempt.outcome == .passed, let drill {
      try perform(drill, undisturbed, &attempt, tick: tick, step: step)
    }
    if attempt.outcome != .passed { attempt.reason += "\nfull output: \(fullOutput)" }
    return attempt
  }

  private var fullOutput: String { context.shownFolder + "/" + target + "/output.log" }

  func takeResults(_ attempt: inout Attempt, _ standardOutput: [UInt8]?) throws(RunError) {
    let results = CaseResults(
      schemas: context.schemas, declaration: planned.declaration, substitution: substitution,
      caseName: planned.name)
    switch try results.read(out: folder + "/out", standardOutput: standardOutput) {
    case .failure(let fault):
      attempt.outcome = fault.outcome
      attempt.reason = fault.reason
    case .success(let entries): attempt.entries = entries + attempt.entries
    }
    for result in planned.declaration.results {
      let name = substitution.expand(result.file)
      let isOutput = standardOutput != nil && CaseResults.isStandardOutput(name)
      guard let bytes = isOutput ? standardOutput : try? File.read(folder + "/out/" + name) else {
        continue
      }
      attempt.tables.append(
        CaseRecord.TableFile(
          schema: result.schema, file: try write(bytes, as: name), sha256: try hash(bytes)))
    }
    try keepHistograms(&attempt)
  }

  private static let mostHistograms = 32

  /// Keeps the HdrHistogram files that the run left beside its tables; those of perfkit's own load
  /// come first.
  private func keepHistograms(_ attempt: inout Attempt) throws(RunError) {
    let names = ((try? Folder.list(folder + "/out")) ?? []).map(\.name)
      .filter { ["hlog", "hgrm"].contains(Path.fileExtension(of: $0)) }
      .filter { name in !attempt.files.contains { $0.file.hasSuffix("/" + name) } }
    for name in names.prefix(Self.mostHistograms) {
      if let bytes = try? File.read(folder + "/out/" + name) {
        try keep(bytes, as: name, &attempt)
      }
    }
  }

  /// Writes a file that is no table beside the run's output, and its digest into the record.
  func keep(_ bytes: [UInt8], as name: String, _ attempt: inout Attempt) throws(RunError) {
    attempt.files.append(.init(file: try write(bytes, as: name), sha256: try hash(bytes)))
  }

  private func execute(
    _ words: [Word], tick: (Duration) -> Void, joins: Bool, stdin: String? = nil,
    isMeasured: Bool = false
  ) throws(RunError) -> (finished: Finished, program: ProgramResolver.Program) {
    var (command, program) = try command(words, substitution)
    command.joinsStreams = joins
    if let stdin {
      command.input = .file(Path.join(context.planFolder, substitution.expand(stdin)))
    }
    if isMeasured {
      command.counts = context.overrides.counters.event
      if let callgrind { command = callgrind.counting(command, in: try createCountFolder()) }
    }
    do throws(SpawnError) {
      return (try Launcher.run(command, onTick: tick), program)
    } catch {
      throw .spawn(error, caseName: planned.name)
    }
  }

  /// A command of this run, not connected to anything.
  func command(
    _ words: [Word], _ substitution: Substitution
  ) throws(RunError) -> (command: Command, program: ProgramResolver.Program) {
    let texts = words.map { substitution.expand($0.text) }
    let program = try ProgramResolver(engine: context.engine, environment: environment)
      .resolve(texts[0], word: words[0], caseName: planned.name)
    var command = Command(
      executable: program.path, arguments: [program.path] + texts.dropFirst(),
      environment: environment, folder: folder)
    command.padding = padding
    command.timeout = timeout
    command.affinity = context.overrides.affinity
    return (command, program)
  }

  private var countFolder: String { folder + "/counts" }

  private func createCountFolder() throws(RunError) -> String {
    do throws(FileError) { try Folder.create(countFolder) } catch { throw .file(error) }
    return countFolder
  }

  private func counted() throws(RunError) -> Result<Int, Callgrind.Failure> {
    do throws(FileError) {
      return try Callgrind.total(in: countFolder)
    } catch {
      throw .file(error)
    }
  }

  /// What the run used beside the engine's sources: the program itself, and declared inputs.
  func inputs(_ program: ProgramResolver.Program) throws(RunError) -> [RunRecord.Artefact] {
    var files = [(program.name, program.path)]
    let declared = (settings.inputs ?? []) + [settings.stdin, load?.requests].compactMap { $0 }
    for input in declared {
      let name = substitution.expand(input)
      let path = Path.join(context.planFolder, name)
      guard File.isRegular(path) else {
        throw .missingInput(path: name, caseName: planned.name)
      }
      files.append((Path.relative(path, to: context.planFolder), path))
    }
    var artefacts: [RunRecord.Artefact] = []
    for (name, path) in files {
      artefacts.append(try context.digests.artefact(named: name, at: path))
    }
    return artefacts
  }

  func write(_ bytes: [UInt8], as name: String) throws(RunError) -> String {
    do throws(FileError) {
      return try context.folder.write(bytes, as: target + "/" + name)
    } catch {
      throw .file(error)
    }
  }

  func hash(_ bytes: [UInt8]) throws(RunError) -> String {
    do throws(CryptoError) {
      return try SHA256.hex(of: bytes)
    } catch {
      throw .hashing(reason: "\(error)")
    }
  }

  static func tail(_ bytes: [UInt8]) -> String {
    String(decoding: bytes.suffix(4096), as: UTF8.self)
      .split(separator: "\n").suffix(12).map { "  | " + $0 }.joined(separator: "\n")
  }
}
