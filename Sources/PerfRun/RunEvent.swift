public import PerfModel

/// What happens while suites run, for whoever draws it.
public enum RunEvent: Sendable {
  /// A run starts: its case and repeat, and how many runs are over.
  case started(caseName: String, run: Int, of: Int, done: Int)
  /// About ten times a second while a run lasts.
  case tick(elapsed: Duration)
  /// A kill of the run's drill comes next.
  case step(number: Int, of: Int)
  /// A case is over.
  case finished(CaseRecord)
}
