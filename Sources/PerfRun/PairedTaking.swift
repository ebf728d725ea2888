public import PerfModel

/// What the pairs of one case have brought so far.
public struct PairedTaking: Sendable, Hashable {
  /// For every pair, whether the head ran first.
  public var headFirst: [Bool] = []
  /// The base's metrics, one value a pair, NaN where a run gave none.
  public var base: [CaseRecord.Samples] = []
  /// The head's metrics.
  public var head: [CaseRecord.Samples] = []
  /// The digests of the base's result files.
  public var baseDigests: [CaseRecord.Digest] = []
  /// The digests of the head's result files.
  public var headDigests: [CaseRecord.Digest] = []
  /// The base's iterations within each run, of tables that have them.
  public var baseIterations: [[IterationSeries]] = []
  /// The head's iterations within each run.
  public var headIterations: [[IterationSeries]] = []
  /// What each side's runs of all batches left, of a case with objectives.
  public var evidence: [PairSide: CaseRecord] = [:]
  /// Runs that did not end as they should.
  public var failures: [PairedRecord.Failure] = []
  /// What is worth knowing beside.
  public var notes: [String] = []

  /// How many pairs are complete.
  public var pairs: Int { headFirst.count }
}
