internal import CPerfSystem
internal import Glibc
internal import Synchronization

/// A disk that is slow or full for the programs that it supervises: their writes to regular files below
/// a folder take longer, or fail with ENOSPC once so many bytes were written.
///
/// Any number of programs, one after the other; the written bytes add up. Programs cannot gain
/// privileges while they are supervised, and each of their writes, also to pipes and sockets, makes a
/// detour through a thread of this process. They find no io_uring and no kernel AIO, and cannot copy
/// into files within the kernel: what they fall back to is a write.
public final class FaultyDisk: Sendable {
  /// What became of writes.
  public struct Counts: Sendable, Hashable {
    /// Calls on files of the folder.
    public var seen = 0
    /// Calls that were put off.
    public var delayed = 0
    /// Calls that found no room.
    public var refused = 0
    /// Why a call could not be looked at, an errno; 0: all could.
    public var failure: Int32 = 0

    /// Makes counts.
    public init(seen: Int = 0, delayed: Int = 0, refused: Int = 0) {
      (self.seen, self.delayed, self.refused) = (seen, delayed, refused)
    }
  }

  private struct Answer {
    var time: UInt64
    var id: UInt64
    /// What the call writes, if it may.
    var bytes: UInt64
    var isRefused: Bool
  }

  private let folder: String
  private let delay: UInt64
  private let limit: UInt64?
  private let counts = Mutex(Counts())
  private let isOver = Atomic<Bool>(false)
  private let socket: Descriptor
  private let childSocket: Descriptor
  private let thread = Mutex<pthread_t?>(nil)

  /// What `Command.supervisor` takes.
  public var descriptor: Int32 { childSocket.number }

  /// Starts supervision.
  /// - Parameters:
  ///   - folder: the folder below which files count.
  ///   - delay: what every call takes; nil: no longer than it does.
  ///   - limit: how many bytes may be written; nil: any number.
  public init(folder: String, delay: Duration?, limit: Int?) throws(SpawnError) {
    var ends: [Int32] = [-1, -1]
    let failure = perf_disk_pair(&ends)
    socket = Descriptor(owning: ends[0])
    childSocket = Descriptor(owning: ends[1])
    let real = realpath(folder, nil)
    self.folder = real.map { String(cString: $0) } ?? folder
    free(real)
    self.delay = delay?.clampedNanoseconds ?? 0
    self.limit = limit.map { UInt64($0) }
    guard failure == 0 else { throw .cannotPrepare(errno: failure) }
    var started = pthread_t()
    let own = Unmanaged.passRetained(self)
    let refusal = pthread_create(
      &started, nil,
      { pointer in
        guard let pointer else { return nil }
        Unmanaged<FaultyDisk>.fromOpaque(pointer).takeRetainedValue().supervise()
        return nil
      }, own.toOpaque())
    guard refusal == 0 else {
      own.release()
      throw .cannotPrepare(errno: refusal)
    }
    thread.withLock { $0 = started }
  }

  /// Ends supervision, once the programs have ended, and tells what became of their writes.
  public func finish() -> Counts {
    isOver.store(true, ordering: .relaxed)
    shutdown(socket.number, Int32(SHUT_RDWR))
    if let thread = thread.withLock({ $0.take() }) { pthread_join(thread, nil) }
    return counts.withLock { $0 }
  }

  private static let longestPause: UInt64 = 1_000_000_000
  /// What the kernel writes at once at the most (MAX_RW_COUNT).
  private static let largestWrite: UInt64 = 0x7fff_f000

  private func supervise() {
    var listener: Int32 = -1
    var answers: [Answer] = []
    var written: UInt64 = 0
    while !isOver.load(ordering: .relaxed) {
      let now = MonotonicClock.now()
      let due = answers.first?.time ?? .max
      let ready = perf_wait_readable(
        [socket.number, listener, -1, -1],
        due > now ? min(due - now, Self.longestPause) : 0)
      if ready & 1 != 0, case let next = perf_disk_receive(socket.number), next >= 0 {
        if listener >= 0 { close(listener) }
        listener = next
        forget(&answers, &written)
      }
      if ready & 2 != 0, !take(from: listener, &answers, &written) {
        close(listener)
        listener = -1
        forget(&answers, &written)
      }
      let after = MonotonicClock.now()
      while let answer = answers.first, answer.time <= after {
        answers.removeFirst()
        give(answer, to: listener, &written)
      }
    }
    if listener >= 0 { close(listener) }
  }

  /// Drops the held calls of a program that is gone, which wrote nothing.
  private func forget(_ answers: inout [Answer], _ written: inout UInt64) {
    for answer in answers { written -= answer.bytes }
    answers = []
  }

  /// Answers a held call; one that was interrupted meanwhile never was, since it comes again.
  private func give(_ answer: Answer, to listener: Int32, _ written: inout UInt64) {
    let failure = perf_disk_answer(listener, answer.id, answer.isRefused ? ENOSPC : 0)
    guard failure == ENOENT else { return }
    written -= answer.bytes
    counts.withLock { counts in
      counts.seen -= 1
      if answer.isRefused { counts.refused -= 1 }
      if delay > 0 { counts.delayed -= 1 }
    }
  }

  /// Takes a held call and decides on it; false if the program is gone.
  private func take(
    from listener: Int32, _ answers: inout [Answer], _ written: inout UInt64
  ) -> Bool {
    var held = perf_write()
    var blindness: Int32 = 0
    let failure = perf_disk_next(listener, folder, &held, &blindness)
    guard failure == 0 else { return [EAGAIN, EINTR].contains(failure) }
    if blindness != 0 { counts.withLock { $0.failure = blindness } }
    guard held.kind != PERF_WRITE_FOREIGN, held.kind != PERF_WRITE_COPY else {
      perf_disk_answer(listener, held.id, held.refusal)
      return true
    }
    let needsRoom = held.kind == PERF_WRITE_BYTES || held.kind == PERF_WRITE_ROOM
    let wanted =
      held.kind == PERF_WRITE_BYTES ? min(held.bytes, Self.largestWrite) : held.bytes
    let isFull = needsRoom && limit.map { wanted > $0 - min($0, written) } ?? false
    let bytes = held.kind == PERF_WRITE_BYTES && !isFull ? wanted : 0
    written += bytes
    counts.withLock { counts in
      counts.seen += 1
      if isFull { counts.refused += 1 }
      if delay > 0 { counts.delayed += 1 }
    }
    answers.append(
      Answer(
        time: MonotonicClock.now() + delay, id: held.id, bytes: bytes, isRefused: isFull))
    return true
  }
}
