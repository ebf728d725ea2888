internal import CPerfCrypto

/// An incremental SHA-256 (FIPS 180-4), computed by OpenSSL's libcrypto, which is loaded on first
/// use.
public struct SHA256: ~Copyable {
  private let library: UnsafePointer<perf_crypto_library>
  private let context: OpaquePointer

  /// Begins a digest; fails where libcrypto is not installed.
  public init() throws(CryptoError) {
    guard let library = perf_crypto() else {
      throw .libraryMissing(package: "libssl3", reason: String(cString: perf_crypto_failure()))
    }
    guard let context = library.pointee.EVP_MD_CTX_new() else {
      throw .operation(name: "EVP_MD_CTX_new")
    }
    guard library.pointee.EVP_DigestInit_ex(context, library.pointee.EVP_sha256(), nil) == 1 else {
      library.pointee.EVP_MD_CTX_free(context)
      throw .operation(name: "EVP_DigestInit_ex")
    }
    self.library = library
    self.context = context
  }

  deinit { library.pointee.EVP_MD_CTX_free(context) }

  /// Adds bytes to the message.
  public mutating func update(_ bytes: UnsafeRawBufferPointer) throws(CryptoError) {
    guard library.pointee.EVP_DigestUpdate(context, bytes.baseAddress, bytes.count) == 1 else {
      throw .operation(name: "EVP_DigestUpdate")
    }
  }

  /// Adds bytes to the message.
  public mutating func update(_ bytes: Span<UInt8>) throws(CryptoError) {
    let done = bytes.withUnsafeBytes {
      library.pointee.EVP_DigestUpdate(context, $0.baseAddress, $0.count)
    }
    guard done == 1 else { throw .operation(name: "EVP_DigestUpdate") }
  }

  /// Ends the message: the 32 bytes of its digest.
  public consuming func finish() -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: 32)
    let done = library.pointee.EVP_DigestFinal_ex(context, &digest, nil)
    precondition(done == 1, "OpenSSL could not end a SHA-256 that it had begun")
    return digest
  }
}
