/// Puts numbered packets back into their order, once each, and notices what is missing.
public struct SequencedReceiver: Sendable {
  /// The number of the next packet to be passed on.
  public private(set) var next: UInt64 = 0
  /// One more than the highest number that came.
  private var end: UInt64 = 0
  /// Packets that came before one that they must follow.
  private var early: Set<UInt64> = []

  /// Makes a receiver that waits for packet 0.
  public init() {}

  /// Takes a packet.
  ///
  /// Returns the packets that can be passed on now, and those before it that are seen to be missing
  /// for the first time.
  public mutating func receive(
    _ number: UInt64
  ) -> (ready: Range<UInt64>, missing: Range<UInt64>) {
    let missing = min(end, number)..<number
    end = max(end, number + 1)
    guard number >= next else { return (next..<next, missing) }
    early.insert(number)
    let first = next
    while early.remove(next) != nil { next += 1 }
    return (first..<next, missing)
  }

  /// Learns how many packets there are, and returns those at the end that are missing.
  public mutating func finish(count: UInt64) -> Range<UInt64> {
    let missing = min(end, count)..<count
    end = max(end, count)
    return missing
  }

  /// Whether a packet came.
  public func has(_ number: UInt64) -> Bool { number < next || early.contains(number) }
}
