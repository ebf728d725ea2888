internal import PerfLoad

/// Looks whether a server that was killed takes connections again.
struct ReturnWatch {
  private static let pause: UInt64 = 2_000_000

  private let address: SocketAddress
  /// How long the server may be away, in nanoseconds; nil: it is not expected to die.
  private let patience: UInt64?
  private var nextLook: UInt64 = 0
  /// Since when connections are refused; nil: they are taken.
  private var since: UInt64?

  init(_ address: SocketAddress, patience: UInt64?) {
    self.address = address
    self.patience = patience
  }

  /// Whether the server refuses connections.
  var isAway: Bool { since != nil }

  /// When it is to be looked at again.
  func wake(_ moments: LoadMoments) -> UInt64 {
    patience != nil && moments.awaitsAnswer ? nextLook : .max
  }

  /// Whether the server has been away for too long.
  func isLost(at time: UInt64) -> Bool {
    guard let patience, let since else { return false }
    return time - since >= patience
  }

  /// Looks, from its death until it has answered something.
  mutating func look(at time: UInt64, _ moments: inout LoadMoments) throws(LoadFailure) {
    guard patience != nil, moments.awaitsAnswer else {
      since = nil
      return
    }
    guard time >= nextLook else { return }
    nextLook = time + Self.pause
    if try address.refusal() != nil {
      since = since ?? time
    } else if since != nil {
      since = nil
      moments.noteReturn(at: time)
    }
  }
}
