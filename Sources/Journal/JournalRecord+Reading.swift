internal import OrderBook

extension JournalRecord {
  /// What stands at a place of a journal.
  enum Found {
    case end
    case record(JournalRecord, size: Int)
    /// No whole record with a right checksum.
    case broken(reason: String)
    /// A right checksum over what no record may hold.
    case unreadable(reason: String)
  }

  /// Reads the record that begins at an offset, which is not beyond the end.
  static func find(in bytes: UnsafeRawBufferPointer, at offset: Int) -> Found {
    let rest = bytes.count - offset
    if rest == 0 { return .end }
    if rest < 4 { return .broken(reason: "a record has only \(rest) of its bytes") }
    let length = Int(bytes.number(at: offset, as: UInt32.self))
    guard length == operationSize || length == 0 else {
      return .broken(reason: "no record is \(length) bytes long")
    }
    let size = headSize + length + 4
    if rest < size { return .broken(reason: "a record has only \(rest) of its \(size) bytes") }
    let crc = Checksum.crc32c(.init(rebasing: bytes[offset..<offset + size - 4]))
    guard crc == bytes.number(at: offset + size - 4, as: UInt32.self) else {
      return .broken(reason: "the checksum of a record is wrong")
    }
    let sequence = bytes.number(at: offset + 4, as: UInt64.self)
    let time = bytes.number(at: offset + 12, as: UInt64.self)
    if length == 0 {
      return .record(Self(sequence: sequence, time: time, payload: .snapshot), size: size)
    }
    guard let request = request(in: bytes, at: offset + headSize) else {
      return .unreadable(reason: "a record holds no operation that is known")
    }
    return .record(
      Self(sequence: sequence, time: time, payload: .operation(request)), size: size)
  }

  private static func request(in bytes: UnsafeRawBufferPointer, at place: Int) -> OrderRequest? {
    guard let action = OrderRequest.Action(rawValue: bytes[place + 32]),
      let terms = OrderRequest.Terms(rawValue: bytes[place + 33]),
      let side = Side(rawValue: bytes[place + 34]), bytes[place + 35] == 0
    else { return nil }
    return OrderRequest(
      action, id: bytes.number(at: place), account: bytes.number(at: place + 16),
      time: bytes.number(at: place + 8), side: side, terms: terms,
      price: bytes.number(at: place + 20), stopPrice: bytes.number(at: place + 24),
      quantity: bytes.number(at: place + 28))
  }
}
