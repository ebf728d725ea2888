internal import CPerfSystem
internal import Glibc

/// perfkit's end of a pipe that a child writes to.
struct OutputPipe: ~Copyable {
  private var end: Descriptor?
  private var collector: OutputCollector
  /// The descriptor to wait for, or -1 once the pipe has ended.
  private(set) var pollNumber: Int32

  /// A stream of which perfkit sees nothing.
  init() {
    end = nil
    pollNumber = -1
    collector = OutputCollector(cap: 0)
  }

  /// Makes a pipe; the child's end is returned, to be closed once the child has it.
  init(cap: Int, isPaced: Bool, writingEnd: inout Descriptor?) throws(SpawnError) {
    var ends: [Int32] = [-1, -1]
    let failure = perf_pipe_open(&ends, isPaced ? 1 : 0)
    guard failure == 0 else { throw .cannotPrepare(errno: failure) }
    end = Descriptor(owning: ends[0])
    pollNumber = ends[0]
    writingEnd = Descriptor(owning: ends[1])
    collector = OutputCollector(cap: cap)
  }

  var hasEnded: Bool { pollNumber < 0 }

  /// Reads once what is there into the collector; false if there was nothing.
  mutating func read(
    through buffer: UnsafeMutableRawBufferPointer, _ observe: (RawSpan) -> Void
  ) -> Bool {
    guard !hasEnded else { return false }
    let count = Glibc.read(pollNumber, buffer.baseAddress, buffer.count)
    if count > 0 {
      let chunk = UnsafeRawBufferPointer(rebasing: buffer[..<count])
      collector.append(chunk)
      observe(chunk.bytes)
      return true
    }
    if count < 0 && errno == EINTR { return true }
    if count == 0 || errno != EAGAIN {
      end = nil
      pollNumber = -1
    }
    return false
  }

  consuming func finish() -> CapturedOutput { collector.finish() }
}
