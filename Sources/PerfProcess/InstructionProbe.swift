internal import CPerfSystem

/// Whether this process may count its own instructions, found out by doing so.
public enum InstructionProbe: Sendable, Hashable {
  /// This many were counted in a short loop; 0 where the counter does not move.
  case counted(UInt64)
  /// The kernel refused with this error number.
  case refused(Int32)

  /// Tries it.
  public static func run() -> InstructionProbe {
    var count: UInt64 = 0
    let failure = perf_probe_instructions(&count)
    return failure == 0 ? .counted(count) : .refused(failure)
  }
}
