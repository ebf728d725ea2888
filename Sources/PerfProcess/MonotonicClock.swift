internal import CPerfSystem

/// Instants as nanoseconds of CLOCK_MONOTONIC, which all processes of a machine share.
public enum MonotonicClock {
  /// This instant.
  public static func now() -> UInt64 { perf_now_ns() }
}

extension Duration {
  init(nanosecondsSince start: UInt64, until end: UInt64) {
    self = .nanoseconds(Int64(clamping: end >= start ? end - start : 0))
  }

  /// Whole nanoseconds, between 0 and about 292 years.
  var clampedNanoseconds: UInt64 {
    let (seconds, attoseconds) = components
    guard seconds >= 0, attoseconds >= 0 else { return 0 }
    guard seconds < 9_000_000_000 else { return UInt64(Int64.max) }
    return UInt64(seconds) * 1_000_000_000 + UInt64(attoseconds / 1_000_000_000)
  }
}
