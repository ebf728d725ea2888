internal import OrderBook

/// Reports as bytes, in a buffer that begins anew when it is full; nothing goes to a disk.
struct ReportStore: ~Copyable {
  /// The bytes of one report: its numbers in the order of their sizes, little-endian.
  static let recordSize = 56
  private static let records = 16_384

  private let bytes: UnsafeMutableRawPointer
  private var count = 0

  init() {
    bytes = .allocate(byteCount: Self.records * Self.recordSize, alignment: 8)
  }

  deinit { bytes.deallocate() }

  mutating func append(_ report: ExecutionReport) {
    let place = bytes + count % Self.records * Self.recordSize
    count &+= 1
    put(report.sequence, at: place)
    put(report.id, at: place + 8)
    put(report.counterpart, at: place + 16)
    put(report.fee, at: place + 24)
    put(report.account, at: place + 32)
    put(report.price, at: place + 36)
    put(report.quantity, at: place + 40)
    put(report.leaves, at: place + 44)
    let kinds =
      UInt64(report.kind.rawValue) | UInt64(report.reason.rawValue) << 8
      | UInt64(report.side.rawValue) << 16
    put(kinds, at: place + 48)
  }

  private func put<Number: FixedWidthInteger & BitwiseCopyable>(
    _ number: Number, at place: UnsafeMutableRawPointer
  ) {
    place.storeBytes(of: number.littleEndian, as: Number.self)
  }
}
