import Glibc
import Testing

/// Programs that tests compare with.
enum Shell {
  /// What a script prints that must succeed.
  static func output(_ script: String) throws -> String {
    let stream = try #require(popen("{ set -e; \(script)\n} 2>&1", "r"))
    var output: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while case let count = fread(&buffer, 1, buffer.count, stream), count > 0 {
      output += buffer[..<count]
    }
    let text = String(decoding: output, as: UTF8.self)
    let status = pclose(stream)
    try #require(status == 0, "\(script): \(text)")
    return text
  }

  /// What stands in brackets behind a text, wherever it occurs.
  static func bracketed(_ text: String, after mark: String, from open: String = "[") -> [String] {
    text.split(separator: "\n").compactMap { line in
      let parts = String(line).rest(after: mark + open)
      return parts.map { String($0.prefix { $0 != "]" }) }
    }
  }

  /// The word behind a text, where it first occurs.
  static func word(_ text: String, after mark: String) -> String? {
    text.rest(after: mark).map { String($0.prefix { !$0.isWhitespace }) }
  }

  /// A throw-away folder.
  final class Folder {
    let path: String

    init() throws {
      var template = Array("/tmp/perfkit-release.XXXXXX".utf8CString)
      try #require(mkdtemp(&template) != nil)
      path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit { _ = system("rm -rf '\(path)'") }

    /// Runs a script in the folder.
    @discardableResult
    func run(_ script: String) throws -> String { try Shell.output("cd '\(path)'\n" + script) }
  }
}

extension String {
  /// What follows the first occurrence of a text.
  func rest(after mark: String) -> Substring? {
    ranges(of: mark).first.map { self[$0.upperBound...] }
  }
}
