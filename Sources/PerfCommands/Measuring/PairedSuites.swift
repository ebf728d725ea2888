internal import PerfBuild
internal import PerfCompare
internal import PerfFiles
internal import PerfJSON
internal import PerfModel
internal import PerfReport
internal import PerfRun

/// Builds two sides of suites and measures their cases in pairs.
struct PairedSuites {
  let request: PairedRequest
  let session: Session
  let plan: Plan
  /// Where output and tables are kept.
  let folder: String

  /// One side: what it was built from, and the builds.
  private struct Built {
    var subject: PairedRecord.Subject
    var sources: Sources
    var builds: [EngineBuild]
    /// What does not build, by engine; of the base only, and where another engine does.
    var lacking: [(engine: String, problem: Problem)] = []
  }

  func compare() throws(Problems) -> PairedRecord {
    try session.createStateFolder()
    let counters = try session.counters(request.measuring.counters)
    let selected = request.selection.entries.flatMap { entry in entry.cases.map { (entry, $0) } }
    let (base, head) = try build()
    func isLacking(_ engine: String) -> Bool { base.lacking.contains { $0.engine == engine } }
    let planned = selected.filter { !isLacking($0.0.suite.engine) }
    var record = PairedRecord(
      base: base.subject, head: head.subject, host: try attempt { try HostReader.read() },
      looks: request.pairs.map { [$0] } ?? PairedRule.standardLooks, policy: request.policy)
    record.looksAreFixed = request.pairs != nil
    record.strict = session.options.strict
    record.configDigest = try session.configDigest(plan)
    record.confidence = try confidence(planned.map(\.1))
    record.cases = planned.map { entry, one in
      let own = request.pairs == nil ? one.declaration.settings.pairs : nil
      return PairedRecord.Case(suite: entry.suite.name, name: one.name, looks: own.map { [$0] })
    }
    record.groups = overheads(planned.map(\.1), record)
    record.warnings = (base.sources.warnings + head.sources.warnings).map {
      PlainPaths(session).clean($0)
    }
    record.notes = Self.notes(base.subject, head.subject)
    var measured = try measure(planned, base, head, counters, record)
    let cases = measured.cases.filter(\.failures.isEmpty).map {
      ($0.suite, $0.name, known: $0.rows.map(\.metric) + $0.digests.map(\.name))
    }
    measured.warnings += RuleNames(plan: plan, cases: cases).warnings(today: session.now.day)
    let others = request.selection.entries.map(\.suite).filter { !isLacking($0.engine) }
    for (entry, one) in selected where isLacking(entry.suite.engine) {
      measured.cases.append(lacking(one, entry.suite.engine, base.subject.name, others: others))
    }
    return PlainPaths(session).clean(measured)
  }

  /// A case whose engine the base does not have.
  private func lacking(
    _ planned: PlannedCase, _ engine: String, _ base: String, others: [Suite]
  ) -> PairedRecord.Case {
    var entry = PairedRecord.Case(suite: planned.suite, name: planned.name, looks: nil)
    let way = others.map { "--suite \($0.name)" }.joined(separator: " ")
    entry.failures = [
      .init(
        side: .base, outcome: .notStarted,
        reason: "engine '\(engine)' does not build at \(base): compare the others alone with \(way)"
      )
    ]
    return entry
  }

  private static func notes(
    _ base: PairedRecord.Subject, _ head: PairedRecord.Subject
  ) -> [String] {
    head.engines.compactMap { new in
      guard base.variant == head.variant,
        let old = base.engines.first(where: { $0.name == new.name }), !old.artefacts.isEmpty,
        old.artefacts.map(\.sha256) == new.artefacts.map(\.sha256)
      else { return nil }
      return "\(new.name): both sides are the same bytes"
    }
  }

  /// The declared overhead targets of the two variants, each over all cases that declare it.
  private func overheads(
    _ planned: [PlannedCase], _ record: PairedRecord
  ) -> [PairedRecord.Group] {
    var groups: [PairedRecord.Group] = []
    for (index, one) in planned.enumerated() {
      for target in one.declaration.settings.overheads ?? []
      where target.variant == record.head.variant && target.against == record.base.variant {
        let name = "overhead:\(target.variant)/\(target.against)"
        let known = groups.firstIndex {
          $0.suite == one.suite && $0.metric == target.metric && $0.atMost == target.atMost
            && $0.average.rawValue == target.average
        }
        if let known {
          groups[known].cases.append(index)
          continue
        }
        var group = PairedRecord.Group(
          name: name, suite: one.suite, metric: target.metric, cases: [index])
        group.average = PairedRecord.Group.Average(rawValue: target.average) ?? .plain
        group.atMost = target.atMost
        group.gating = true
        groups.append(group)
      }
    }
    return groups
  }

  // MARK: Building

  /// The head is built first: one that does not build is wrong, a base that does not is missing.
  private func build() throws(Problems) -> (base: Built, head: Built) {
    let isOne = request.base.ref == request.head.ref
    let head = try built(request.head, told: isOne ? "" : "head \(request.head.name): ")
    guard !isOne else {
      var base = head
      base.subject.variant = request.base.variant
      base.subject.name = request.base.name
      return (base, head)
    }
    do throws(Problems) {
      return (try builtBase(), head)
    } catch {
      throw Problems(
        error.all.map { problem in
          var problem = problem
          if Self.isLack(problem) { problem.verdict = .missing }
          return problem
        })
    }
  }

  /// Builds the base engine by engine: it may lack one that is younger, whose suites alone have
  /// nothing to be compared with then.
  private func builtBase() throws(Problems) -> Built {
    let told = "base \(request.base.name): "
    let sources = try session.sources(plan, ref: request.base.ref)
    var builds: [EngineBuild] = []
    var lacking: [(engine: String, problem: Problem)] = []
    for engine in engines {
      do throws(Problems) {
        builds += try build([engine], from: sources, told: told)
      } catch {
        guard let problem = error.all.first, error.all.allSatisfy(Self.isLack)
        else { throw error }
        lacking.append((engine, problem))
      }
    }
    guard !builds.isEmpty else { throw Problems(lacking.map(\.problem)) }
    let text = ProblemText(style: session.console.errorStyle)
    for entry in lacking {
      session.console.complain(text.text(of: entry.problem, label: Verdict.missing.rawValue))
    }
    var built = built(request.base, sources, builds)
    built.lacking = lacking
    return built
  }

  /// Whether a problem of a base's build says that the base has no such engine.
  private static func isLack(_ problem: Problem) -> Bool {
    problem.verdict == .incorrect || problem.code == "build.missing-source"
  }

  /// The names of the engines that the selected suites need, each once.
  private var engines: [String] {
    var names: [String] = []
    for entry in request.selection.entries where !names.contains(entry.suite.engine) {
      names.append(entry.suite.engine)
    }
    return names
  }

  /// Builds a side; `told` goes before what went wrong.
  private func built(_ side: PairedRequest.Side, told: String) throws(Problems) -> Built {
    let sources = try session.sources(plan, ref: side.ref)
    return built(side, sources, try build(engines, from: sources, told: told))
  }

  private func build(
    _ engines: [String], from sources: Sources, told: String
  ) throws(Problems) -> [EngineBuild] {
    do throws(Problems) {
      return try session.build(engines: engines, of: plan, from: sources)
    } catch {
      throw Problems(
        error.all.map { problem in
          var problem = problem
          problem.message = told + problem.message
          return problem
        })
    }
  }

  private func built(
    _ side: PairedRequest.Side, _ sources: Sources, _ builds: [EngineBuild]
  ) -> Built {
    var subject = PairedRecord.Subject(name: side.name)
    subject.revision = sources.revision
    subject.variant = side.variant
    subject.engines = builds.map(\.record)
    subject.toolchain = subject.engines.toolchain
    return Built(subject: subject, sources: sources, builds: builds)
  }

  // MARK: Measuring

  private func measure(
    _ planned: [(SuiteSelection.Entry, PlannedCase)], _ base: Built, _ head: Built,
    _ counters: Counters, _ record: PairedRecord
  ) throws(Problems) -> PairedRecord {
    var pairs: [PairedSuiteSampler.Pair] = []
    for (entry, one) in planned {
      let runners = [(base, "base"), (head, "head")].compactMap { side, name in
        runner(
          of: entry, side, path: folder + "/" + name, epoch: head.sources.epoch,
          counters: counters)
      }
      guard runners.count == 2 else { continue }
      pairs.append(PairedSuiteSampler.Pair(planned: one, base: runners[0], head: runners[1]))
    }
    let sampler = try attempt {
      PairedSuiteSampler(
        pairs,
        scratch: try ScratchFolder(
          in: session.scratchParent, keeps: request.keepScratch))
    }
    var execution = PairedExecution(
      SuitePairs(sampler, plan: plan, session: session), record: record,
      schemas: Schema.builtIn + plan.schemas, today: session.now.day)
    var measured = try session.whileMeasuring(takesLock: !request.measuring.noLock) {
      () throws(Problems) in
      try execution.run(
        seed: request.measuring.seed,
        mayGoOn: request.measuring.deadline(budget(planned.map(\.1))))
    }
    for (index, (_, one)) in planned.enumerated() {
      measured.cases[index].objectives = objectives(of: one, sampler.taking(index)?.evidence ?? [:])
    }
    if request.keepScratch {
      session.console.say("scratch folders kept in \(sampler.scratchPath)/kept")
    }
    return measured
  }

  /// What either side makes of a case's objectives.
  private func objectives(
    of planned: PlannedCase, _ evidence: [PairSide: CaseRecord]
  ) -> [PairedRecord.Objective] {
    let judging = ObjectiveJudging(session: session, plan: plan, selection: request.selection)
    return PairSide.allCases.flatMap { side in
      evidence[side].map { runs in
        judging.objectives(
          of: runs, planned, in: folder + "/" + side.rawValue
        ).map { PairedRecord.Objective(side: side, outcome: $0) }
      } ?? []
    }
  }

  private func runner(
    of entry: SuiteSelection.Entry, _ side: Built, path: String, epoch: Int,
    counters: Counters
  ) -> SuiteRunner? {
    var overrides = SuiteRunner.Overrides()
    overrides.timeout = request.measuring.timeout
    overrides.affinity = request.measuring.cpu
    overrides.counters = counters
    overrides.warmup = request.warmup
    return side.builds.first { $0.engine.name == entry.suite.engine }.map { build in
      session.runner(
        of: entry, in: plan, on: build, variant: side.subject.variant, path: path, epoch: epoch,
        overrides: overrides)
    }
  }

  /// The time for everything: `--budget`, or what the cases declare, if all do.
  private func budget(_ planned: [PlannedCase]) -> Duration? {
    if let budget = request.measuring.budget { return budget }
    let declared = planned.compactMap(\.declaration.settings.budget)
    return declared.count == planned.count ? declared.reduce(.zero, +) : nil
  }

  /// The confidence of all rows: Holm's and Benjamini and Hochberg's corrections need one.
  private func confidence(_ planned: [PlannedCase]) throws(Problems) -> Double {
    let declared = Set(planned.map { $0.declaration.settings.confidence ?? 0.95 })
    guard declared.count > 1, let first = planned.first else { return declared.first ?? 0.95 }
    throw Problems([
      plan.problem(
        "ab.confidence", "the selected cases declare different confidences",
        at: first.declaration.position,
        hint: "one comparison has one confidence: select cases with --suite or --case")
    ])
  }
}
