internal import CPerfLoad
internal import Glibc

/// The loop of a relay's thread.
struct RelayLoop {
  /// The descriptors of a new pair of connections.
  struct Ends {
    /// Towards the load.
    var near: Int32
    /// From and to the engine.
    var reading: Int32
    var writing: Int32
    var kind: LineStream.Kind
  }

  /// What the owner tells the loop.
  struct Inbox {
    var ends: [Ends] = []
    var isClosed = false
  }

  /// A connection of the load with that to the engine.
  private final class Pair {
    let near: LineStream
    let far: LineStream
    /// Lines on their way to the engine, and from it.
    var ahead = 0
    var back = 0
    var isFinished = (near: false, far: false)

    init(_ ends: Ends) {
      let isPacket = ends.kind != .bytes
      near = LineStream(reading: ends.near, writing: ends.near, kind: isPacket ? .packets : .bytes)
      far = LineStream(reading: ends.reading, writing: ends.writing, kind: ends.kind)
    }
  }

  /// A line on its way.
  private struct Delivery {
    var pair: Int
    var toEngine: Bool
    var number: UInt64
    var line: [UInt8]
  }

  private static let longestPause: UInt64 = 1_000_000_000

  private var toEngine: FaultLink?
  private var toDriver: FaultLink?
  private let bell: Int32
  private var pairs: [Pair] = []
  private var queue = TimeQueue<Delivery>()

  init(_ links: LinkPair, operations: Int, bell: Int32) {
    (toEngine, toDriver) = links.links(packets: operations)
    self.bell = bell
  }

  /// Carries lines until the owner has closed the inbox.
  mutating func run(_ look: () -> Inbox) -> LinkRecord {
    LoadClock.sharpenTimers()
    let pipes = BrokenPipes()
    while true {
      let inbox = look()
      pairs += inbox.ends.map(Pair.init)
      guard !inbox.isClosed else { break }
      deliver()
      wait()
      for index in pairs.indices { receive(index) }
      deliver()
      for pair in pairs { finish(pair) }
    }
    for delivery in queue.all {
      if delivery.toEngine {
        toEngine?.hold(delivery.number)
      } else {
        toDriver?.hold(delivery.number)
      }
    }
    var record = LinkRecord()
    record.overflow = pairs.map(\.far.overflow).reduce(0, +)
    pairs = []
    pipes.end()
    record.toEngine = toEngine.map(LinkRecord.Side.init)
    record.toDriver = toDriver.map(LinkRecord.Side.init)
    return record
  }

  private func wait() {
    var descriptors = [pollfd(fd: bell, events: Int16(POLLIN), revents: 0)]
    for pair in pairs {
      for stream in [pair.near, pair.far] {
        if !stream.hasEnded {
          descriptors.append(pollfd(fd: stream.reading, events: Int16(POLLIN), revents: 0))
        }
        if stream.isWaiting {
          descriptors.append(pollfd(fd: stream.writing, events: Int16(POLLOUT), revents: 0))
        }
      }
    }
    let now = LoadClock.now()
    let wake = min(queue.nextTime ?? .max, now + Self.longestPause)
    LoadClock.wait(for: &descriptors, nanoseconds: wake > now ? wake - now : 0)
    if descriptors[0].revents != 0 {
      var rings: UInt64 = 0
      _ = read(bell, &rings, 8)
    }
  }

  /// Takes the lines that both sides of a pair have sent.
  private mutating func receive(_ index: Int) {
    let pair = pairs[index]
    pair.near.read { line in
      if let line { carry(line, of: index, toEngine: true) }
    }
    pair.far.read { line in
      if let line { carry(line, of: index, toEngine: false) }
    }
  }

  private mutating func carry(
    _ bytes: Slice<UnsafeRawBufferPointer>, of index: Int, toEngine isAhead: Bool
  ) {
    let pair = pairs[index]
    let line = bytes + [UInt8(ascii: "\n")]
    guard case .answer(let number, _) = LineProtocol.line(bytes) else {
      (isAhead ? pair.far : pair.near).outgoing += line
      return
    }
    let now = LoadClock.now()
    let times =
      isAhead ? toEngine?.send(number, at: now) : toDriver?.send(number, at: now)
    for time in times ?? [now] {
      if isAhead { pair.ahead += 1 } else { pair.back += 1 }
      queue.insert(
        Delivery(pair: index, toEngine: isAhead, number: number, line: Array(line)), at: time)
    }
  }

  /// Hands over the lines that have arrived.
  private mutating func deliver() {
    let now = LoadClock.now()
    while let delivery = queue.take(at: now)?.element {
      let pair = pairs[delivery.pair]
      if delivery.toEngine {
        pair.ahead -= 1
        pair.far.outgoing += delivery.line
      } else {
        pair.back -= 1
        pair.near.outgoing += delivery.line
      }
    }
    for pair in pairs {
      pair.near.flush()
      pair.far.flush()
    }
  }

  /// Passes on that a side has ended, once nothing of it is on its way.
  private func finish(_ pair: Pair) {
    if pair.near.hasEnded, pair.ahead == 0, !pair.far.isWaiting, !pair.isFinished.far {
      pair.isFinished.far = true
      pair.far.finishWriting()
    }
    if pair.far.hasEnded, pair.back == 0, !pair.near.isWaiting, !pair.isFinished.near {
      pair.isFinished.near = true
      pair.near.finishWriting()
    }
  }
}
