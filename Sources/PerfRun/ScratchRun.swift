internal import PerfFiles
internal import PerfModel

/// One run of a case in a fresh scratch folder.
struct ScratchRun {
  let context: SuiteRunner
  let planned: PlannedCase
  let index: Int

  private static let standardTimeout: Duration = .seconds(60)

  /// Runs the command once.
  /// - Parameters:
  ///   - run: the value of `PERFKIT_RUN`.
  ///   - output: the name of the folder in which output and tables are kept.
  ///   - callgrind: what the command runs under, to count instructions; nil for none.
  ///   - padding: the length of `PERFKIT_PAD`, or nil for none.
  func perform(
    run: Int, output: String, perturbed: Set<CaseSettings.Perturbation> = [],
    callgrind: Callgrind? = nil, padding: Int? = nil, scratch: borrowing ScratchFolder,
    tick: (Duration) -> Void, step: (_ number: Int, _ count: Int) -> Void = { _, _ in }
  ) throws(RunError) -> Attempt {
    let folder = scratch.runFolder(other: perturbed.contains(.path))
    let (substitution, environment) = context.environment.values(
      of: planned, run: run, suite: context.suite, engine: context.engine, scratch: folder,
      perturbed: perturbed)
    do throws(FileError) { try ScratchFolder.prepare(folder) } catch { throw .file(error) }
    let first = context.folder.folder(ofCase: index, named: planned.name, run: run)
    let target = Path.folder(of: first) + "/" + output
    let load = try load(substitution)
    let attempt = try CaseAttempt(
      context: context, planned: planned, substitution: substitution, environment: environment,
      folder: folder, target: target,
      timeout: context.overrides.timeout ?? planned.declaration.settings.timeout
        ?? load?.standardTimeout ?? Self.standardTimeout, callgrind: callgrind, padding: padding,
      load: load, fault: try fault(under: load, substitution)
    ).perform(tick: tick, step: step)
    do throws(FileError) {
      try scratch.finish(folder, keptAs: target)
    } catch {
      throw .file(error)
    }
    return attempt
  }

  private func load(_ substitution: Substitution) throws(RunError) -> Load? {
    do throws(LoadMistake) {
      return try planned.declaration.load?.load(substitution.expand)
        .scaled(by: context.overrides.rateFactor)
    } catch {
      throw .badLoad(error, caseName: planned.name)
    }
  }

  private func fault(
    under load: Load?, _ substitution: Substitution
  ) throws(RunError) -> Fault? {
    guard let load else { return nil }
    do throws(LoadMistake) {
      return try planned.fault?.fault(under: load, substitution.expand)
    } catch {
      throw .badLoad(error, caseName: planned.name)
    }
  }

  /// Runs the command once more under callgrind, if that is what counts; nil if not.
  ///
  /// Nothing of the run is taken but the count.
  func count(
    scratch: borrowing ScratchFolder, tick: (Duration) -> Void
  ) throws(RunError) -> (attempt: Attempt, count: Result<Int, Uncounted>)? {
    guard let callgrind = context.overrides.counters.callgrind, planned.declaration.load == nil,
      planned.declaration.drill == nil
    else { return nil }
    let attempt = try perform(
      run: 0, output: "counting", callgrind: callgrind, scratch: scratch, tick: tick)
    return (attempt, attempt.counted(attempt.total ?? .failure(.nothing(reason: nil))))
  }
}
