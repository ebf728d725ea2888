public import OrderBook

extension OrderMessage {
  /// The bytes of one record: type, side, 16 zero bits, id, price and quantity, little-endian.
  public static let recordSize = 16

  /// Appends this message as one record.
  public func encode(to bytes: inout [UInt8]) {
    bytes.append(kind.rawValue)
    bytes.append(side.rawValue)
    bytes.append(0)
    bytes.append(0)
    for word in [id, UInt32(bitPattern: price), quantity] {
      for shift in stride(from: UInt32(0), to: 32, by: 8) {
        bytes.append(UInt8(truncatingIfNeeded: word >> shift))
      }
    }
  }
}
