/// Takes what a book tells of each message, in the order in which it happens.
public protocol TradeSink {
  /// Whether the sink takes acknowledgements; a constant to the compiler.
  static var takesAcknowledgements: Bool { get }

  /// Takes the next trade.
  mutating func receive(_ trade: Trade)

  /// Takes the next acknowledgement.
  mutating func receive(_ acknowledgement: Acknowledgement)
}

extension TradeSink {
  /// A sink of trades only, unless it says otherwise.
  @inlinable
  public static var takesAcknowledgements: Bool { false }

  /// Ignores it.
  @inlinable
  public mutating func receive(_ acknowledgement: Acknowledgement) {}
}
