internal import CPerfLoad
internal import Glibc
internal import Synchronization

/// Stands between a load and its engine and treats every line as a packet of a faulty link.
///
/// A thread of its own carries lines from one side to the other. A line that begins with the number of
/// an operation is offered to the link of its direction; any other passes at once.
final class LinkRelay: Sendable {
  /// What the owner and the thread share.
  private final class Shared: Sendable {
    let inbox = Mutex(RelayLoop.Inbox())
    let record = Mutex(LinkRecord())
  }

  private let shared = Shared()
  private let bell: Int32
  private let thread: Background

  /// Starts the relay; nil if the machine has no room for another thread or descriptor.
  init?(_ links: LinkPair, operations: Int) {
    let bell = perf_load_bell()
    guard bell >= 0 else { return nil }
    let shared = shared
    let started = Background {
      var loop = RelayLoop(links, operations: operations, bell: bell)
      let record = loop.run {
        shared.inbox.withLock { inbox in
          defer { inbox.ends = [] }
          return inbox
        }
      }
      shared.record.withLock { $0 = record }
    }
    guard let started else {
      close(bell)
      return nil
    }
    thread = started
    self.bell = bell
  }

  deinit { close(bell) }

  /// Puts itself before an engine's connection, which becomes its own, and returns the end that the
  /// load is to use; nil if there is no room for another descriptor.
  func attach(reading: Int32, writing: Int32, kind: LineStream.Kind) -> LineStream? {
    var ends: [Int32] = [-1, -1]
    let isPacket = kind != .bytes
    let type = isPacket ? SOCK_SEQPACKET : SOCK_STREAM
    let flags = Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
    guard socketpair(AF_UNIX, Int32(type.rawValue) | flags, 0, &ends) == 0 else {
      close(reading)
      if writing != reading { close(writing) }
      return nil
    }
    let (own, near) = (ends[0], ends[1])
    shared.inbox.withLock {
      $0.ends.append(
        RelayLoop.Ends(near: near, reading: reading, writing: writing, kind: kind))
    }
    ring()
    return LineStream(reading: own, writing: own, kind: isPacket ? .packets : .bytes)
  }

  /// Stops the thread, closes all connections and tells what the links did, once.
  func finish() -> LinkRecord {
    shared.inbox.withLock { $0.isClosed = true }
    ring()
    thread.join()
    return shared.record.withLock { $0 }
  }

  private func ring() {
    var one: UInt64 = 1
    _ = write(bell, &one, 8)
  }
}
