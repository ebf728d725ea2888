internal import Glibc
public import OrderBook

/// The complete state after an operation, as it is kept in a file.
///
/// The file holds its name and version, the sequence number, where in the journal the next record
/// begins, the digest, the number of words, the words of the state, and the CRC-32C of all of it.
public struct Snapshot: Sendable {
  /// The operations that are in it.
  public var sequence: UInt64
  /// Where in the journal the record of the next operation begins.
  public var offset: UInt64
  /// The digest of the reports so far.
  public var digest: UInt64
  /// The state of the exchange.
  public var state: ExchangeState

  /// Why a file is no snapshot.
  public enum Fault: Error, Hashable, Sendable {
    case head
    case size(bytes: Int)
    case checksum
    case state(ExchangeState.Fault)
  }

  private static let head: [UInt8] = Array("PKSNAPS\u{2}".utf8)
  private static let headSize = 40

  /// Makes a snapshot from its parts.
  public init(sequence: UInt64, offset: UInt64, digest: UInt64, state: ExchangeState) {
    self.sequence = sequence
    self.offset = offset
    self.digest = digest
    self.state = state
  }

  /// The bytes of its file.
  public var bytes: [UInt8] {
    let words = state.words
    var bytes = Self.head
    bytes.reserveCapacity(Self.headSize + 8 * words.count + 4)
    for number in [sequence, offset, digest, UInt64(words.count)] { bytes.append(number) }
    for word in words { bytes.append(word) }
    bytes.append(bytes.withUnsafeBytes { Checksum.crc32c($0) })
    return bytes
  }

  /// Reads the bytes of a file.
  public init(bytes: [UInt8]) throws(Fault) {
    guard bytes.starts(with: Self.head) else { throw .head }
    guard bytes.count >= Self.headSize + 4, (bytes.count - Self.headSize - 4) % 8 == 0 else {
      throw .size(bytes: bytes.count)
    }
    let count = (bytes.count - Self.headSize - 4) / 8
    let (isWhole, numbers, words) = bytes.withUnsafeBytes { bytes in
      let body = UnsafeRawBufferPointer(rebasing: bytes.dropLast(4))
      let crc: UInt32 = bytes.number(at: bytes.count - 4)
      return (
        Checksum.crc32c(body) == crc,
        (1..<5).map { bytes.number(at: 8 * $0, as: UInt64.self) },
        (0..<count).map { bytes.number(at: Self.headSize + 8 * $0, as: UInt64.self) }
      )
    }
    guard isWhole else { throw .checksum }
    guard numbers[3] == UInt64(count) else { throw .size(bytes: bytes.count) }
    do throws(ExchangeState.Fault) {
      state = try ExchangeState(words: words)
    } catch {
      throw .state(error)
    }
    sequence = numbers[0]
    offset = numbers[1]
    digest = numbers[2]
  }
}

extension Snapshot.Fault: CustomStringConvertible {
  /// One sentence without a full stop.
  public var description: String {
    switch self {
    case .head: "it does not begin as a snapshot does"
    case .size(let bytes): "no snapshot has its \(bytes) bytes"
    case .checksum: "its checksum is wrong"
    case .state(let fault): "\(fault)"
    }
  }
}
