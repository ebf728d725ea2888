internal import PerfCrypto

/// A file as it came from a forge.
public struct ArrivedFile: Sendable, Hashable {
  /// Bytes.
  public var size: Int
  /// SHA-256 in hexadecimal.
  public var sha256: String
}

/// A file that arrives in pieces, of which none is kept.
final class ArrivingFile {
  private let progress: (Int) -> Void
  private var size = 0
  private var hash: SHA256?
  private var failure: CryptoError?

  init(progress: @escaping (Int) -> Void) { self.progress = progress }

  /// Forgets what came, since it comes again.
  func begin() {
    size = 0
    do throws(CryptoError) {
      hash = try SHA256()
    } catch {
      failure = error
    }
  }

  func take(_ piece: UnsafeRawBufferPointer) {
    size += piece.count
    do throws(CryptoError) {
      try hash?.update(piece)
    } catch {
      failure = error
    }
    progress(size)
  }

  func finish() throws(ForgeError) -> ArrivedFile {
    if let failure { throw .unreadable(reason: "\(failure)") }
    return ArrivedFile(size: size, sha256: hash.take()?.finishHex() ?? "")
  }
}
