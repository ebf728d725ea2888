internal import Glibc

/// Pure operations on the text of paths.
public enum Path {
  /// `base` and `part` joined; an absolute `part` stands alone.
  ///
  /// `.` and `..` are resolved as text.
  public static func join(_ base: String, _ part: String) -> String {
    normalize(part.hasPrefix("/") ? part : base + "/" + part)
  }

  /// The path without `.`, doubled slashes and, as text, `..`.
  public static func normalize(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else if part != ".." || !path.hasPrefix("/") {
        parts.append(part)
      }
    }
    let joined = parts.joined(separator: "/")
    return path.hasPrefix("/") ? "/" + joined : (joined.isEmpty ? "." : joined)
  }

  /// The last part of a path.
  public static func name(of path: String) -> String {
    String(path.split(separator: "/").last ?? "/")
  }

  /// The folder that holds a path.
  public static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The text behind the last dot of the name, in lower case; empty where there is none.
  public static func fileExtension(of path: String) -> String {
    let name = name(of: path)
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return "" }
    return name[name.index(after: dot)...].lowercased()
  }

  /// `path` as seen from `folder`, both absolute; unchanged if it does not lie below it.
  public static func relative(_ path: String, to folder: String) -> String {
    let path = normalize(path)
    let folder = normalize(folder)
    if path == folder { return "." }
    let prefix = folder == "/" ? "/" : folder + "/"
    return path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
  }

  /// The working folder of this process with links resolved; `.` if it does not exist any more.
  public static var current: String {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    guard getcwd(&buffer, buffer.count) != nil else { return "." }
    return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
