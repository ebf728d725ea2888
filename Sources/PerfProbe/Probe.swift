internal import CPerfProbe
internal import Glibc

/// Times scopes of a program and writes the `probe/1` table, over the same C header, clock and
/// table as `perfkit.h` gives C and C++ programs.
///
/// The table is written to `$PERFKIT_OUT/probe.csv` at exit, and by ``write()``.
public enum Probe {
  /// Nanoseconds of `CLOCK_MONOTONIC`, the clock of every scope.
  public static func now() -> UInt64 {
    perfkit_now_ns()
  }

  /// Runs `body` and records its duration under `name`; a body that throws is recorded as well.
  @inlinable
  public static func scope<Result: ~Copyable, Failure>(
    _ name: StaticString, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try scope(Scope(name), body)
  }

  /// Runs `body` and records its duration under `scope`; a body that throws is recorded as well.
  @inlinable
  public static func scope<Result: ~Copyable, Failure>(
    _ scope: Scope, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let start = scope.begin()
    defer { scope.end(start) }
    return try body()
  }

  /// Gives the calling thread its index, if it has none yet, and returns it.
  ///
  /// Threads are numbered in the order in which they first begin a scope or call this; 0 is the
  /// thread that loaded the program.
  @discardableResult
  public static func registerThread() -> UInt32 {
    perfkit_register_thread()
  }

  /// Writes `probe.csv` into `PERFKIT_OUT` now, whole or not at all; nothing if that is unset.
  public static func write() throws(ResultError) {
    guard perfkit_write_results() != 0 else { return }
    throw .system(file: "probe.csv", errno: errno)
  }

  /// Writes `probe.csv` into a folder of the caller's, whole or not at all.
  public static func write(into folder: String) throws(ResultError) {
    guard perfkit_write_results_to(folder) != 0 else { return }
    throw .system(file: "probe.csv", errno: errno)
  }
}
