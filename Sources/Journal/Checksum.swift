internal import CJournal

/// CRC-32C (Castagnoli), the checksum of journals and snapshots.
public enum Checksum {
  /// The checksum of bytes, going on from that of earlier ones.
  public static func crc32c(_ bytes: UnsafeRawBufferPointer, after crc: UInt32 = 0) -> UInt32 {
    guard let base = bytes.baseAddress else { return crc }
    return journal_crc32c(crc, base, bytes.count)
  }

  /// The same without the processor's instruction for it.
  static func portable(_ bytes: UnsafeRawBufferPointer, after crc: UInt32 = 0) -> UInt32 {
    guard let base = bytes.baseAddress else { return crc }
    return journal_crc32c_portable(crc, base, bytes.count)
  }
}
