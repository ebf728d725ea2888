/// Links between the files of a repository.
public enum LocalLink {
  /// A link that leads nowhere.
  public struct Dead: Sendable, Hashable {
    /// The file it stands in.
    public var path: String
    /// Its line, from 1.
    public var line: Int
    /// What it leads to, as written.
    public var target: String
    /// Whether the file is there, but not the heading.
    public var isAnchor: Bool

    /// Names a link.
    public init(path: String, line: Int, target: String, isAnchor: Bool) {
      self.path = path
      self.line = line
      self.target = target
      self.isAnchor = isAnchor
    }
  }

  /// The dead links of Markdown `texts`; `paths` are all files of the tree.
  ///
  /// Addresses of other sites are not looked at. A heading is looked for in the files of `texts` only.
  public static func dead(in texts: [String: String], paths: [String]) -> [Dead] {
    var known = Set(paths)
    for path in paths {
      var folder = path[...]
      while let slash = folder.lastIndex(of: "/") {
        folder = folder[..<slash]
        guard known.insert(String(folder)).inserted else { break }
      }
    }
    known.insert("")
    let anchors = texts.mapValues { MarkdownLines($0).anchors }
    var dead: [Dead] = []
    for (path, text) in texts.sorted(by: { $0.key < $1.key }) {
      for link in MarkdownLink.all(in: text) where isLocal(link.target) {
        let parts = link.target.split(
          separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let target = parts[0].isEmpty ? path : resolved(String(parts[0]), from: path)
        if target.map(known.contains) != true {
          dead.append(Dead(path: path, line: link.line, target: link.target, isAnchor: false))
        } else if parts.count == 2, let target, let anchors = anchors[target],
          !anchors.contains(decoded(String(parts[1]))), !parts[1].isEmpty
        {
          dead.append(Dead(path: path, line: link.line, target: link.target, isAnchor: true))
        }
      }
    }
    return dead
  }

  /// A Markdown text whose local links lead to the files as they are at a tag.
  public static func pinned(_ text: String, at path: String, base: String) -> String {
    var lines = text.textLines
    for link in MarkdownLink.all(in: text).reversed()
    where isLocal(link.target) && !link.target.hasPrefix("#") {
      let parts = link.target.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
      guard let file = resolved(String(parts[0]), from: path) else { continue }
      let anchor = parts.count == 2 ? "#" + parts[1] : ""
      let line = lines[link.line - 1]
      lines[link.line - 1] =
        line[..<link.range.lowerBound] + base + "/" + file + anchor + line[link.range.upperBound...]
    }
    return lines.joined(separator: "\n")
  }

  /// Whether a target is a path, not an address of its own (`https:`, `mailto:`, `//host`).
  static func isLocal(_ target: String) -> Bool {
    if target.hasPrefix("//") { return false }
    let scheme = target.prefix { $0 != ":" && $0 != "/" && $0 != "#" && $0 != "?" }
    return target.dropFirst(scheme.count).first != ":"
  }

  /// The path from the top of the tree; nil where it leads out.
  private static func resolved(_ target: String, from path: String) -> String? {
    let plain = decoded(String(target.prefix { $0 != "?" }))
    var parts = plain.hasPrefix("/") ? [] : path.split(separator: "/").dropLast().map(String.init)
    for part in plain.split(separator: "/") where part != "." {
      if part != ".." {
        parts.append(String(part))
      } else if parts.popLast() == nil {
        return nil
      }
    }
    return parts.joined(separator: "/")
  }

  /// The text with `%41` and the like resolved.
  private static func decoded(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var place = 0
    while place < bytes.count {
      if bytes[place] == UInt8(ascii: "%"), place + 2 < bytes.count,
        let value = UInt8(String(decoding: bytes[place + 1...place + 2], as: UTF8.self), radix: 16)
      {
        result.append(value)
        place += 3
      } else {
        result.append(bytes[place])
        place += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
