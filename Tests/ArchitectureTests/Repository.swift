import Glibc
import PerfFiles
import Testing

/// The sources of this repository.
enum Repository {
  static let folder = Path.join(Path.folder(of: #filePath), "../..")

  /// A file below `Sources` or `Plugins`.
  struct Source: Sendable, CustomTestStringConvertible {
    /// The path from the repository's folder.
    var path: String
    var lines: [String]

    var module: String { String(path.split(separator: "/")[1]) }
    var testDescription: String { path }

    /// The modules imported, with the words before `import`.
    var imports: [(access: String, module: String)] {
      lines.compactMap { line in
        let words = line.split(separator: " ").map(String.init)
        guard let place = words.firstIndex(of: "import"), place <= 2, place + 1 < words.count,
          words[..<place].allSatisfy({ $0.hasPrefix("@") || Self.access.contains($0) })
        else { return nil }
        return (words[..<place].last ?? "internal", words[place + 1])
      }
    }

    private static let access = ["public", "package", "internal", "fileprivate", "private"]
  }

  static func read(_ path: String) throws -> String {
    String(decoding: try File.read(folder + "/" + path), as: UTF8.self)
  }

  static func files(below top: String) throws -> [String] {
    try FolderContent(excluding: []).files(below: folder + "/" + top).map { top + "/" + $0.path }
  }

  static func sources(_ suffix: String = ".swift") throws -> [Source] {
    try (files(below: "Sources") + files(below: "Plugins")).filter { $0.hasSuffix(suffix) }.map {
      Source(
        path: $0,
        lines: try read($0).split(separator: "\n", omittingEmptySubsequences: false).map(
          String.init))
    }
  }
}
