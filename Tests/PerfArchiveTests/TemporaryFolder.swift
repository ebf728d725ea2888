import Glibc
import Testing

/// A throw-away folder.
final class TemporaryFolder {
  let path: String

  init() throws {
    var template = Array("/tmp/perfkit-archive.XXXXXX".utf8CString)
    try #require(mkdtemp(&template) != nil)
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { _ = system("rm -rf '\(path)'") }

  /// The names in the folder, sorted.
  var names: [String] {
    get throws { try output(of: "ls -A").split(separator: "\n").map(String.init).sorted() }
  }

  /// The bytes of a file.
  func bytes(_ name: String) throws -> [UInt8] {
    let file = try #require(fopen(path + "/" + name, "r"), "no \(name)")
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 {
      bytes += buffer[..<count]
    }
    return bytes
  }

  /// Writes a file.
  func write(_ bytes: [UInt8], to name: String) throws {
    let file = try #require(fopen(path + "/" + name, "w"))
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
  }

  /// What a shell script prints that runs in the folder and must succeed.
  func output(of script: String) throws -> String {
    let stream = try #require(popen("cd '\(path)' && { \(script)\n} 2>&1", "r"))
    var output: [UInt8] = []
    while case let byte = getc(stream), byte != EOF { output.append(UInt8(byte)) }
    let text = String(decoding: output, as: UTF8.self)
    let status = pclose(stream)
    try #require(status == 0, "\(script): \(text)")
    return text
  }
}
