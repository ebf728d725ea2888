internal import CPerfSystem
internal import Glibc

extension Child {
  private static let tickNanoseconds: UInt64 = 100_000_000
  private static let drainNanoseconds: UInt64 = 200_000_000
  private static let chunkSize = 64 << 10
  private static let lastReadLimit = 4 << 20

  /// Reads the child's output until it has ended and its pipes are closed.
  ///
  /// A daemon may hold them open: they are read for 200 ms after the end at most. Ends the child
  /// when its time is over or perfkit is interrupted.
  mutating func watch(
    _ command: Command, onTick: (Duration) -> Void, onOutput: (OutputStream, RawSpan) -> Void
  ) {
    let deadline = command.timeout.map { startedNanoseconds + $0.clampedNanoseconds }
    var killAt: UInt64?
    var nextTick = startedNanoseconds + Self.tickNanoseconds
    let buffer = UnsafeMutableRawBufferPointer.allocate(
      byteCount: outputHasEnded ? 0 : Self.chunkSize, alignment: 16)
    defer { buffer.deallocate() }
    var now = MonotonicClock.now()
    while true {
      var wake = nextTick
      if let endedNanoseconds { wake = min(wake, endedNanoseconds + Self.drainNanoseconds) }
      if let killAt { wake = min(wake, killAt) }
      if let deadline, cause == nil { wake = min(wake, deadline) }
      let hasEnded = wait(until: wake, now: now)
      now = MonotonicClock.now()
      if hasEnded { endedNanoseconds = now }
      readAvailable(buffer, onOutput)
      if let endedNanoseconds {
        if outputHasEnded || now >= endedNanoseconds + Self.drainNanoseconds { break }
      } else if cause == nil {
        if let signal = Interruption.signal { cause = .interrupted(signal) }
        if let deadline, cause == nil, now >= deadline { cause = .timedOut }
        if cause != nil {
          killAt = now + command.grace.clampedNanoseconds
          kill(-pid, SIGTERM)
          kill(-pid, SIGCONT)
        }
      } else if let due = killAt, now >= due {
        kill(-pid, SIGKILL)
        killAt = nil
      }
      if now >= nextTick {
        onTick(Duration(nanosecondsSince: startedNanoseconds, until: now))
        nextTick = now + Self.tickNanoseconds
      }
    }
    readRest(buffer, onOutput)
  }

  private var outputHasEnded: Bool { output.hasEnded && error.hasEnded }

  /// Sleeps until something happens; true if that is the end of the child.
  private func wait(until wake: UInt64, now: UInt64) -> Bool {
    let runs = endedNanoseconds == nil
    let descriptors = [
      runs ? pidfd.number : -1, output.pollNumber, error.pollNumber,
      runs && cause == nil ? Interruption.descriptor ?? -1 : -1,
    ]
    return perf_wait_readable(descriptors, wake > now ? wake - now : 0) & 1 != 0
  }

  private mutating func readAvailable(
    _ buffer: UnsafeMutableRawBufferPointer, _ onOutput: (OutputStream, RawSpan) -> Void
  ) {
    _ = output.read(through: buffer) { onOutput(.standardOutput, $0) }
    _ = error.read(through: buffer) { onOutput(.standardError, $0) }
  }

  /// Takes what the pipes still hold, at most about what they can hold.
  private mutating func readRest(
    _ buffer: UnsafeMutableRawBufferPointer, _ onOutput: (OutputStream, RawSpan) -> Void
  ) {
    for _ in 0..<(Self.lastReadLimit / Self.chunkSize) {
      let more = output.read(through: buffer) { onOutput(.standardOutput, $0) }
      let moreError = error.read(through: buffer) { onOutput(.standardError, $0) }
      if !more && !moreError { break }
    }
  }
}
