internal import CPerfGPG

/// GPGME's functions, and how they report failure.
struct GPGLibrary {
  private let table: UnsafePointer<perf_gpg_library>

  /// The functions; each is called as `library.gpg.gpgme_x(…)`.
  var gpg: perf_gpg_library { table.pointee }

  /// Loads GPGME on first use.
  init() throws(SigningError) {
    guard let table = perf_gpg() else {
      throw .libraryMissing(package: "libgpgme11", reason: String(cString: perf_gpg_failure()))
    }
    self.table = table
  }

  /// Throws what GPGME says about an error other than 0.
  func check(_ error: gpgme_error_t, _ operation: String) throws(SigningError) {
    guard error == 0 else { throw .failed(operation: operation, reason: reason(of: error)) }
  }

  func reason(of error: gpgme_error_t) -> String {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { text in
      _ = gpg.gpgme_strerror_r(error, text.baseAddress, text.count)
      return text.baseAddress.map { String(cString: $0) } ?? "unknown reason"
    }
  }
}

/// Bytes in GPGME's hands.
struct GPGData: ~Copyable {
  let handle: gpgme_data_t
  private let library: GPGLibrary

  /// An empty one, to be filled.
  init(_ library: GPGLibrary) throws(SigningError) {
    var handle: gpgme_data_t?
    try library.check(library.gpg.gpgme_data_new(&handle), "make room for a signature")
    guard let handle else { throw .failed(operation: "make room", reason: "no data") }
    self.handle = handle
    self.library = library
  }

  /// A copy of some bytes.
  init(_ bytes: [UInt8], _ library: GPGLibrary) throws(SigningError) {
    var handle: gpgme_data_t?
    let error = bytes.withUnsafeBytes { raw in
      library.gpg.gpgme_data_new_from_mem(
        &handle, raw.bindMemory(to: CChar.self).baseAddress, raw.count, 1)
    }
    try library.check(error, "hand \(bytes.count) bytes to GPGME")
    guard let handle else { throw .failed(operation: "hand over bytes", reason: "no data") }
    self.handle = handle
    self.library = library
  }

  deinit { library.gpg.gpgme_data_release(handle) }

  /// All bytes from the beginning.
  func bytes() throws(SigningError) -> [UInt8] {
    guard library.gpg.gpgme_data_seek(handle, 0, 0) == 0 else {
      throw .failed(operation: "read from GPGME", reason: "cannot rewind")
    }
    var all: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = library.gpg.gpgme_data_read(handle, &piece, piece.count)
      guard count >= 0 else { throw .failed(operation: "read from GPGME", reason: "no bytes") }
      if count == 0 { return all }
      all += piece[..<count]
    }
  }
}
