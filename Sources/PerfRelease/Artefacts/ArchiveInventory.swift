public import PerfArchive
internal import PerfCrypto

/// What an archive holds, with the digest of every member.
public enum ArchiveInventory {
  /// Reads the files of an archive, which is not unpacked anywhere; links and folders have no part.
  public static func read(
    _ path: String, as format: ArchiveFormat, limits: ArchiveLimits = ArchiveLimits()
  ) throws(ArtefactError) -> [ReleaseArtefact.Content] {
    var contents: [ReleaseArtefact.Content] = []
    try visit(path, as: format, limits: limits) { entry, bytes, sha256 in
      contents.append(
        ReleaseArtefact.Content(
          name: entry.name, size: entry.size, sha256: sha256, linkage: nil))
    }
    return contents
  }

  /// The bytes of all files of an archive by name, for archives that are small, such as evidence.
  public static func bytes(
    of path: String, as format: ArchiveFormat,
    limits: ArchiveLimits = ArchiveLimits(members: 2000, memberSize: 64 << 20, totalSize: 256 << 20)
  ) throws(ArtefactError) -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    try visit(path, as: format, limits: limits, keepsBytes: true) { entry, bytes, _ in
      files[entry.name] = bytes
    }
    return files
  }

  private static func visit(
    _ path: String, as format: ArchiveFormat, limits: ArchiveLimits, keepsBytes: Bool = false,
    _ use: (ArchiveEntry, [UInt8], String) -> Void
  ) throws(ArtefactError) {
    var hash = try Self.hash()
    var bytes: [UInt8] = []
    var failure: CryptoError?
    do throws(ArchiveError) {
      try ArchiveReader.read(path, as: format, limits: limits) { entry, piece in
        guard entry.kind == .file, failure == nil else { return }
        do throws(CryptoError) {
          guard piece.isEmpty else {
            try piece.withUnsafeBytes { buffer throws(CryptoError) in try hash.update(buffer) }
            if keepsBytes { piece.withUnsafeBytes { bytes += $0 } }
            return
          }
          use(entry, bytes, try hash.finishHexadecimal())
          bytes = []
        } catch {
          failure = error
        }
      }
    } catch {
      throw .archive(error)
    }
    if let failure { throw .crypto(failure) }
  }

  private static func hash() throws(ArtefactError) -> RollingDigest {
    do throws(CryptoError) { return try RollingDigest() } catch { throw .crypto(error) }
  }
}

/// A SHA-256 that begins anew after each end.
private struct RollingDigest: ~Copyable {
  private var hash: SHA256

  init() throws(CryptoError) { hash = try SHA256() }

  mutating func update(_ bytes: UnsafeRawBufferPointer) throws(CryptoError) {
    try hash.update(bytes)
  }

  mutating func finishHexadecimal() throws(CryptoError) -> String {
    var ended = try SHA256()
    swap(&ended, &hash)
    return ended.finish().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
