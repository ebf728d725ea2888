internal import PerfJSON
internal import PerfModel
internal import PerfProcess

/// What a command concluded, for the one place that prints documents and exits.
struct CommandResult {
  /// The command's document; nil where the outcome stands for it.
  var document: JSON?
  /// What the command concluded.
  var verdict: Verdict
  /// What went wrong.
  var errors: [Problem]
  /// Whether the errors were told to the user already.
  var explained = false

  init(_ verdict: Verdict = .pass, document: JSON? = nil, errors: [Problem] = []) {
    self.verdict = verdict
    self.document = document
    self.errors = errors
  }

  /// The exit status.
  var exit: Int32 { verdict.exitStatus(signal: Interruption.signal ?? 2) }
}
