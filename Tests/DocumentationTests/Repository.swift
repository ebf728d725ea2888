import PerfFiles

/// The repository that these tests are part of.
enum Repository {
  /// Its folder, absolute.
  static let folder = Path.folder(of: Path.folder(of: Path.folder(of: #filePath)))

  /// The folder of the prepared projects, absolute.
  static let fixtures = folder + "/Tests/DocumentationTests/Fixtures"

  /// The public pages: those at the top and all below `docs`.
  static let pages: [MarkdownPage] = {
    let top = ["README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"]
    return (top + markdown(below: "docs")).map { MarkdownPage(path: $0, text: text(of: $0)) }
  }()

  /// The text of a file by its path in the repository, empty if it cannot be read.
  static func text(of path: String) -> String {
    guard let bytes = try? File.read(folder + "/" + path) else { return "" }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The names of the JSON Schemas in `docs/schemas`.
  static var schemas: [String] {
    ((try? Folder.list(folder + "/docs/schemas")) ?? []).map(\.name)
  }

  private static func markdown(below folder: String) -> [String] {
    let entries = (try? Folder.list(Self.folder + "/" + folder)) ?? []
    return entries.flatMap { entry -> [String] in
      let path = folder + "/" + entry.name
      if entry.kind == .folder { return markdown(below: path) }
      return path.hasSuffix(".md") ? [path] : []
    }
  }
}
