internal import CPerfLoad
internal import Glibc

extension LoadDriver {
  /// How long one pause may be, so that giving up is noticed.
  static let longestPause: UInt64 = 50_000_000
  private static let retryPause: UInt64 = 2_000_000
  /// How long a connection is waited for before it is tried again, in milliseconds.
  private static let connectionPatience: Int32 = 50

  func connect(through relay: LinkRelay?) throws(LoadFailure) -> [LineChannel] {
    let deadline = LoadClock.now() + settings.patience
    switch target {
    case .streams(let reading, let writing):
      _ = fcntl(reading, F_SETFL, O_NONBLOCK)
      _ = fcntl(writing, F_SETFL, O_NONBLOCK)
      let channel = try channel(reading, writing, .bytes, through: relay)
      try awaitReady(channel, until: deadline)
      return [channel]
    case .server(let address, let connections):
      var channels: [LineChannel] = []
      for _ in 0..<max(1, connections) {
        channels.append(try channel(to: address, until: deadline, through: relay))
      }
      return channels
    }
  }

  /// A channel over descriptors, which become its own, or the relay's.
  func channel(
    _ reading: Int32, _ writing: Int32, _ kind: LineStream.Kind, through relay: LinkRelay?
  ) throws(LoadFailure) -> LineChannel {
    guard let relay else {
      return LineChannel(LineStream(reading: reading, writing: writing, kind: kind))
    }
    guard let stream = relay.attach(reading: reading, writing: writing, kind: kind) else {
      throw .noSocket(errno: errno)
    }
    return LineChannel(stream)
  }

  private func awaitReady(_ channel: LineChannel, until deadline: UInt64) throws(LoadFailure) {
    var isReady = false
    while !isReady {
      if isCancelled { throw .cancelled }
      guard LoadClock.now() < deadline else {
        throw .notReady(seconds: Double(settings.patience) / 1e9, reason: .line)
      }
      var descriptors = [pollfd(fd: channel.reading, events: Int16(POLLIN), revents: 0)]
      LoadClock.wait(for: &descriptors, nanoseconds: Self.longestPause)
      channel.read { if $0 == .ready { isReady = true } }
      if channel.hasEnded, !isReady { throw .endedBeforeReady }
    }
  }

  private func channel(
    to address: SocketAddress, until deadline: UInt64, through relay: LinkRelay?
  ) throws(LoadFailure) -> LineChannel {
    while true {
      switch address.connected(within: Self.connectionPatience) {
      case .success(let number):
        return try channel(number, number, address.lineKind, through: relay)
      case .failure(let refusal):
        if refusal.isOwn { throw .noSocket(errno: refusal.number) }
        if isCancelled { throw .cancelled }
        guard LoadClock.now() < deadline else {
          throw .notReady(
            seconds: Double(settings.patience) / 1e9,
            reason: .connection(address, errno: refusal.number))
        }
        var none: [pollfd] = []
        LoadClock.wait(for: &none, nanoseconds: Self.retryPause)
      }
    }
  }
}

extension SocketAddress {
  /// How lines travel to a server here.
  var lineKind: LineStream.Kind {
    switch self {
    case .port, .path: .bytes
    case .datagrams: .datagrams
    }
  }
}
