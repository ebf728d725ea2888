import Testing

@testable import Journal

@Suite struct ChecksumTests {
  private static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  /// RFC 3720, appendix B.4, and the check value of the CRC catalogue.
  private static let vectors: [(bytes: [UInt8], crc: UInt32)] = [
    ([UInt8](repeating: 0, count: 32), 0x8A91_36AA),
    ([UInt8](repeating: 0xFF, count: 32), 0x62A8_AB43),
    (Array(0..<32), 0x46DD_794E),
    (Array((0..<32).reversed()), 0x113F_DB5C),
    (bytes("123456789"), 0xE306_9283),
    ([], 0),
  ]

  @Test(arguments: 0..<6) func publishedVectors(_ index: Int) {
    let vector = Self.vectors[index]
    #expect(vector.bytes.withUnsafeBytes { Checksum.crc32c($0) } == vector.crc)
    #expect(vector.bytes.withUnsafeBytes { Checksum.portable($0) } == vector.crc)
  }

  @Test func aChecksumGoesOn() {
    let bytes = (0..<200).map { UInt8(truncatingIfNeeded: $0 * 31) }
    let whole = bytes.withUnsafeBytes { Checksum.crc32c($0) }
    for cut in 0...bytes.count {
      let head = bytes.withUnsafeBytes { Checksum.crc32c(.init(rebasing: $0[..<cut])) }
      let tail = bytes.withUnsafeBytes {
        Checksum.portable(.init(rebasing: $0[cut...]), after: head)
      }
      #expect(tail == whole)
    }
  }

  @Test func everySingleBitCounts() {
    var bytes = (0..<64).map { UInt8($0) }
    let crc = bytes.withUnsafeBytes { Checksum.crc32c($0) }
    for bit in 0..<512 {
      bytes[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(bytes.withUnsafeBytes { Checksum.crc32c($0) } != crc)
      bytes[bit / 8] ^= 1 << UInt8(bit % 8)
    }
  }
}
