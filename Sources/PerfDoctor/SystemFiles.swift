internal import PerfFiles

/// The files in which the kernel tells about the machine, or a test's in their place.
public struct SystemFiles: Sendable {
  private let read: @Sendable (String) -> String?
  private let list: @Sendable (String) -> [String]

  /// The kernel's own.
  public static let kernel = SystemFiles(
    read: { path in
      guard let bytes = try? File.read(path, limit: 1 << 22) else { return nil }
      return String(decoding: bytes, as: UTF8.self)
    },
    list: { ((try? Folder.list($0)) ?? []).map(\.name) })

  /// The texts of some files by their paths; there are no others.
  init(_ texts: [String: String]) {
    self.init(
      read: { texts[$0] },
      list: { folder in
        let names = texts.keys.filter { $0.hasPrefix(folder + "/") }
          .compactMap { $0.dropFirst(folder.count + 1).split(separator: "/").first }
        return Set(names.map(String.init)).sorted()
      })
  }

  private init(
    read: @escaping @Sendable (String) -> String?, list: @escaping @Sendable (String) -> [String]
  ) {
    self.read = read
    self.list = list
  }

  /// The whole text of a file, or nil if it cannot be read.
  func text(_ path: String) -> String? { read(path) }

  /// The lines of a file, none if it cannot be read.
  func lines(_ path: String) -> [Substring] { read(path)?.split(separator: "\n") ?? [] }

  /// The first line of a file without the blanks around it; nil if there is none.
  func word(_ path: String) -> String? {
    let word = lines(path).first.map { $0.trimmingBlanks } ?? ""
    return word.isEmpty ? nil : word
  }

  /// The names in a folder.
  func names(in folder: String) -> [String] { list(folder) }

  /// The value of a line `NAME: VALUE`.
  func field(_ name: String, of path: String) -> String? {
    for line in lines(path) {
      guard let colon = line.firstIndex(of: ":") else { continue }
      if line[..<colon].trimmingBlanks == name {
        return line[line.index(after: colon)...].trimmingBlanks
      }
    }
    return nil
  }

  /// The number before the first blank of a line `NAME NUMBER`.
  func number(_ name: String, of path: String) -> Int? {
    for line in lines(path) {
      let words = line.split(separator: " ")
      if words.count > 1, words[0] == name { return Int(words[1]) }
    }
    return nil
  }
}

extension Substring {
  var trimmingBlanks: String {
    var text = self
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
