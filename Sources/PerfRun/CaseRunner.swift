internal import PerfCrypto
internal import PerfFiles
internal import PerfModel
internal import PerfProcess
internal import PerfResults

/// Runs one case: warm-up, repeats, results, agreement.
struct CaseRunner {
  let context: SuiteRunner
  let planned: PlannedCase
  let index: Int

  private static let keptRecordLines = 4096
  private static let standardTimeout: Duration = .seconds(60)

  private var settings: CaseSettings { planned.declaration.settings }

  /// Runs the case to its end or to its first failure.
  func run(
    scratch: borrowing ScratchFolder, order: inout Int, event: (RunEvent) -> Void
  ) throws(RunError) -> CaseRecord {
    var record = CaseRecord(name: planned.name, suite: planned.suite, seed: planned.seed)
    var collector = SampleCollector(hasTables: !planned.declaration.results.isEmpty)
    var repeats: [[CaseResults.Entry]] = []
    let count = context.repeats(of: planned)
    let perturbation = Set(settings.perturb ?? (context.suite.kind == .smoke ? [.hash] : []))
    for warmup in 0..<(settings.warmup ?? 0) {
      let attempt = try self.attempt(
        run: 0, output: "warmup-\(warmup)", perturbed: [], scratch: scratch, event: event)
      guard attempt.outcome == .passed else {
        record.outcome = attempt.outcome
        record.reason = "warm-up \(warmup): " + attempt.reason
        return record
      }
    }
    for run in 0..<count {
      event(.started(caseName: planned.name, run: run, of: count, done: order))
      let isLast = run == count - 1 && count > 1
      let attempt = try self.attempt(
        run: run, output: String(run), perturbed: isLast ? perturbation : [], scratch: scratch,
        event: event)
      record.runs.append(attempt.run(index: run, order: order))
      order += 1
      record.inputs = attempt.inputs
      record.leftBehind = max(record.leftBehind, attempt.leftBehind)
      guard attempt.outcome == .passed else {
        record.outcome = attempt.outcome
        record.reason = "run \(run): " + attempt.reason
        break
      }
      if let usage = attempt.usage { collector.add(usage) }
      collector.add(attempt.entries)
      record.tables += attempt.tables
      repeats.append(attempt.entries)
    }
    record.samples = collector.all
    record.digests = (repeats.first ?? []).map(Self.digest)
    let agreement = RepeatAgreement(
      repeats: repeats, lastIsPerturbed: perturbation.contains(.hash) && count > 1)
    if record.outcome == .passed, let difference = agreement.difference() {
      record.outcome = .nondeterministic
      let shown = context.folder.folder(ofCase: index, named: planned.name, run: 0)
      record.reason =
        difference + "\nfull output: \(context.shownFolder)/\(Path.folder(of: shown))/"
    }
    return record
  }

  private static func digest(_ entry: CaseResults.Entry) -> CaseRecord.Digest {
    let records = entry.table.canonicalRecords
    return CaseRecord.Digest(
      name: entry.name, schema: entry.table.schema.name, value: entry.digest,
      header: records.header,
      records: records.lines.count <= keptRecordLines ? records.lines : nil)
  }

  /// Runs the command once in a fresh scratch folder.
  private func attempt(
    run: Int, output: String, perturbed: Set<CaseSettings.Perturbation>,
    scratch: borrowing ScratchFolder, event: (RunEvent) -> Void
  ) throws(RunError) -> Attempt {
    let folder = scratch.runFolder(other: perturbed.contains(.path))
    let (substitution, environment) = context.environment.values(
      of: planned, run: run, suite: context.suite, engine: context.engine, scratch: folder,
      perturbed: perturbed)
    do throws(FileError) { try scratch.prepare(folder) } catch { throw .file(error) }
    let target = context.folder.folder(ofCase: index, named: planned.name, run: run)
      .replacingLast(with: output)
    let attempt = try CaseAttempt(
      context: context, planned: planned, substitution: substitution, environment: environment,
      folder: folder, target: target,
      timeout: context.timeout ?? settings.timeout
        ?? Self.standardTimeout
    ).perform(tick: { event(.tick(elapsed: $0)) })
    do throws(FileError) {
      try scratch.finish(folder, keptAs: target)
    } catch {
      throw .file(error)
    }
    return attempt
  }
}

extension String {
  /// A path with another last part.
  fileprivate func replacingLast(with name: String) -> String {
    Path.folder(of: self) + "/" + name
  }
}
