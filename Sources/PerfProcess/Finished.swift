/// How a run ended.
public enum Termination: Equatable, Sendable {
  /// The program ended by itself with this status.
  case exited(Int32)
  /// A signal that perfkit did not send ended the program.
  case signalled(Int32)
  /// The program was ended because its time was over.
  case timedOut
  /// The program was ended because perfkit received this signal.
  case interrupted(Int32)
}

/// A run that is over: nothing of its process tree is left.
public struct Finished: Sendable {
  /// How the program ended.
  public var termination: Termination
  /// What the program used.
  public var usage: ResourceUsage
  /// What was captured of standard output (and of standard error, if the streams were joined).
  public var standardOutput: CapturedOutput
  /// What was captured of standard error.
  public var standardError: CapturedOutput
  /// When the program was started, in nanoseconds of CLOCK_MONOTONIC.
  public var startedNanoseconds: UInt64
  /// How many processes of its tree still ran after the program had ended, and were killed.
  public var leftBehind: Int
}
