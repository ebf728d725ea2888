import Glibc
import PerfCrypto
import Testing

@Suite struct SHA256Tests {
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func standardVectors(message: String, digest: String) throws {
    #expect(try SHA256.hex(of: Array(message.utf8)) == digest)
    #expect(try SHA256.hex(of: message.utf8) == digest)
  }

  @Test func millionLetters() throws {
    #expect(
      try SHA256.hex(of: [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000))
        == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  @Test func piecesEqualTheWhole() throws {
    let message = (0..<1000).map { UInt8(truncatingIfNeeded: $0 * 7) }
    var hash = try SHA256()
    let bytes = message.span
    try hash.update(bytes.extracting(first: 1))
    try hash.update(bytes.extracting(first: 0))
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: 699, alignment: 1)
    defer { copy.deallocate() }
    copy.copyBytes(from: message[1..<700])
    try hash.update(UnsafeRawBufferPointer(copy))
    try hash.update(bytes.extracting(700..<1000))
    let hexadecimal = hash.finish().map { byte in
      let text = String(byte, radix: 16)
      return text.count == 1 ? "0" + text : text
    }
    #expect(hexadecimal.joined() == (try SHA256.hex(of: message)))
  }

  @Test func fileLongerThanOneRead() throws {
    let message = (0..<700_001).map { UInt8(truncatingIfNeeded: $0 ^ ($0 >> 9)) }
    let file = try TemporaryFile(holding: message)
    #expect(try SHA256.hex(ofFile: file.path) == (try SHA256.hex(of: message)))
    let empty = try TemporaryFile(holding: [])
    #expect(try SHA256.hex(ofFile: empty.path) == (try SHA256.hex(of: [])))
  }

  @Test func filesThatCannotBeRead() {
    #expect(throws: CryptoError.unreadable(path: "/nonexistent/file", number: ENOENT)) {
      try SHA256.hex(ofFile: "/nonexistent/file")
    }
    #expect(throws: CryptoError.unreadable(path: "/", number: EISDIR)) {
      try SHA256.hex(ofFile: "/")
    }
  }

  @Test func missingLibraryNamesThePackage() {
    let error = CryptoError.libraryMissing(package: "libssl3", reason: "no such file")
    #expect(error.description == "OpenSSL's libcrypto could not be loaded: no such file")
    #expect(error.hint == "apt-get install libssl3")
    #expect(CryptoError.operation(name: "EVP_DigestUpdate").hint == nil)
  }
}

private struct TemporaryFile: ~Copyable {
  let path: String

  init(holding bytes: [UInt8]) throws {
    var name = Array("/tmp/perfkit-sha256.XXXXXX".utf8CString)
    let descriptor = mkstemp(&name)
    try #require(descriptor >= 0)
    path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    #expect(write(descriptor, bytes, bytes.count) == bytes.count)
    close(descriptor)
  }

  deinit { unlink(path) }
}
