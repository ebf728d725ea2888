internal import PerfFiles

/// The last lines of a log, for a person.
enum OutputTail {
  private static let lines = 20
  private static let bytes = 8192

  static func of(file: String) -> String {
    guard let content = try? File.read(file) else { return "" }
    return String(decoding: content.suffix(bytes), as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: true).suffix(lines)
      .map { "  | " + $0 }.joined(separator: "\n")
  }
}
