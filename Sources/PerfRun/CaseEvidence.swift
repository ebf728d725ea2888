internal import PerfModel

/// What the runs of one side left, in all batches of a comparison, for objectives.
struct CaseEvidence {
  private var collector: SampleCollector
  private var tables: [CaseRecord.TableFile] = []
  private var absent: [CaseRecord.Absence] = []

  init(hasTables: Bool) { collector = SampleCollector(hasTables: hasTables) }

  /// Takes a run that ended as it should.
  mutating func add(_ attempt: Attempt) {
    if let usage = attempt.usage { collector.add(usage) }
    collector.add(attempt.entries)
    tables += attempt.tables
    absent.take(attempt.absent)
  }

  /// The runs as those of a case.
  func record(of planned: PlannedCase) -> CaseRecord {
    var record = CaseRecord(name: planned.name, suite: planned.suite, seed: planned.seed)
    record.samples = collector.all
    record.tables = tables
    record.absent = absent
    return record
  }
}

extension [CaseRecord.Absence] {
  /// Takes up what a run lacks; of several runs that lack a metric the one says why that is known to
  /// have been the worst, else the first.
  mutating func take(_ absences: [CaseRecord.Absence]) {
    for absence in absences {
      guard let place = firstIndex(where: { $0.metric == absence.metric }) else {
        append(absence)
        continue
      }
      if let own = absence.atLeast, own.value > self[place].atLeast?.value ?? -.infinity {
        self[place] = absence
      }
    }
  }
}
