public import OrderBook

/// One record of a journal: payload length, sequence, time, payload, CRC-32C of all of these; all
/// little-endian.
public struct JournalRecord: Hashable, Sendable {
  /// What a record holds.
  public enum Payload: Hashable, Sendable {
    /// The operation of the record's sequence number.
    case operation(OrderRequest)
    /// The state goes on from the snapshot of the record's sequence number: the records up to it
    /// were lost with the end of the journal.
    case snapshot
  }

  /// Counts the operations from 1.
  public var sequence: UInt64
  /// When it was written, in nanoseconds since 1970.
  public var time: UInt64
  /// What it holds.
  public var payload: Payload

  /// Makes a record from its parts.
  public init(sequence: UInt64, time: UInt64, payload: Payload) {
    self.sequence = sequence
    self.time = time
    self.payload = payload
  }

  static let headSize = 20
  static let operationSize = 36
  /// The bytes of the record of an operation.
  public static let size = headSize + operationSize + 4
  /// The bytes of the record that names a snapshot.
  static let snapshotSize = headSize + 4

  /// Appends the record's bytes.
  public func encode(to bytes: inout [UInt8]) {
    let start = bytes.count
    switch payload {
    case .operation(let request):
      bytes.append(UInt32(Self.operationSize))
      bytes.append(sequence)
      bytes.append(time)
      bytes.append(request.id)
      bytes.append(request.time)
      bytes.append(request.account)
      bytes.append(UInt32(bitPattern: request.price))
      bytes.append(UInt32(bitPattern: request.stopPrice))
      bytes.append(request.quantity)
      bytes.append(
        UInt32(request.action.rawValue) | UInt32(request.terms.rawValue) << 8
          | UInt32(request.side.rawValue) << 16)
    case .snapshot:
      bytes.append(UInt32(0))
      bytes.append(sequence)
      bytes.append(time)
    }
    let crc = bytes.withUnsafeBytes { Checksum.crc32c(.init(rebasing: $0[start...])) }
    bytes.append(crc)
  }
}

extension [UInt8] {
  /// Appends a number, the lowest byte first.
  mutating func append<Number: FixedWidthInteger>(_ number: Number) {
    Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
  }
}

extension UnsafeRawBufferPointer {
  /// The number at a place, the lowest byte first.
  func number<Number: FixedWidthInteger>(at place: Int, as _: Number.Type = Number.self) -> Number {
    Number(littleEndian: loadUnaligned(fromByteOffset: place, as: Number.self))
  }
}
