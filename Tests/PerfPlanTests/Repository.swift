import Glibc
import Testing

/// Files of this repository.
enum Repository {
  /// The bytes of a file, by its path from the repository's folder.
  static func read(_ path: String) throws -> [UInt8] {
    let folders = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let file = try #require(fopen("/\(folders)/\(path)", "r"), "\(path)")
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    return Array(bytes[..<fread(&bytes, 1, bytes.count, file)])
  }
}
