/// The 64-bit digest of everything that a book tells: trades and acknowledgements, in order.
public struct EventDigest: TradeSink, Hashable, Sendable {
  @usableFromInline var hash = WordHash()

  /// Makes the digest of no events.
  @inlinable
  public init() {}

  /// The digest so far; `0xcbf29ce484222325` before the first event.
  @inlinable
  public var value: UInt64 { hash.value }

  /// It takes them.
  @inlinable
  public static var takesAcknowledgements: Bool { true }

  /// Mixes in 1, then a trade as the trade digest does.
  @inlinable
  public mutating func receive(_ trade: Trade) {
    hash.mix(1)
    hash.mix(trade)
  }

  /// Mixes in the kind and the id, then price and quantity.
  @inlinable
  public mutating func receive(_ acknowledgement: Acknowledgement) {
    hash.mix(UInt64(acknowledgement.kind.rawValue) << 32 | UInt64(acknowledgement.id))
    hash.mix(
      UInt64(UInt32(bitPattern: acknowledgement.price)) << 32 | UInt64(acknowledgement.quantity))
  }
}

extension EventDigest {
  /// Mixes in an event.
  @inlinable
  public mutating func receive(_ event: BookEvent) {
    switch event {
    case .trade(let trade): receive(trade)
    case .acknowledgement(let acknowledgement): receive(acknowledgement)
    }
  }
}

extension EventDigest: CustomStringConvertible {
  /// The digest as 16 lower-case hexadecimal digits.
  public var description: String { hash.description }
}
