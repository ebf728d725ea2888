/// Why a digest could not be made.
public enum CryptoError: Error, Sendable, Hashable {
  /// The library could not be loaded, for the loader's `reason`; `package` is Debian's.
  case libraryMissing(package: String, reason: String)
  /// The library refused an operation, such as `EVP_DigestUpdate`.
  case operation(name: String)
  /// A file could not be read; `number` is the system's error number.
  case unreadable(path: String, number: Int32)
}
