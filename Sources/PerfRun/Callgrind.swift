internal import PerfFiles
internal import PerfProcess

/// valgrind's callgrind as a counter of instructions (files as in "Callgrind Format
/// Specification", valgrind manual).
public struct Callgrind: Sendable, Hashable {
  /// The path of valgrind.
  public let program: String

  static let programName = "valgrind"

  /// How many times longer a program may take than in a measured run.
  static let patience = 50

  /// The command that runs another one and leaves its counts in `folder`, an absolute path: one file
  /// a process, and one with valgrind's own messages.
  func counting(_ command: Command, in folder: String) -> Command {
    var counting = command
    counting.executable = program
    counting.arguments =
      [
        Self.programName, "--command-line-only=yes", "--quiet", "--vgdb=no",
        "--tool=callgrind", "--trace-children=yes", "--log-file=\(folder)/\(Self.logPrefix)%p",
        "--callgrind-out-file=\(folder)/\(Self.countPrefix)%p", "--", command.executable,
      ] + command.arguments.dropFirst()
    counting.timeout = command.timeout.map { $0 * Self.patience }
    counting.counts = nil
    return counting
  }

  private static let countPrefix = "count."
  private static let logPrefix = "log."

  /// Why there is no count.
  enum Failure: Error, Hashable {
    /// No process left counts, for the reason that valgrind gives, if any.
    case nothing(reason: String?)
    /// A process was killed before it could write its count.
    case incomplete

    /// One sentence without a full stop.
    var sentence: String {
      switch self {
      case .nothing(let reason?) where reason.contains("debuginfo reader"):
        "valgrind cannot read its debug information; strip it, or build without (-gnone, -g0)"
      case .nothing(let reason): "valgrind left no count" + (reason.map { ": " + $0 } ?? "")
      case .incomplete: "a process was killed before valgrind wrote its count"
      }
    }
  }

  /// The instructions of all processes that ended.
  static func total(in folder: String) throws(FileError) -> Result<Int, Failure> {
    let names = try Folder.list(folder).map(\.name)
    var total = 0
    var isIncomplete = false
    for name in names where name.hasPrefix(countPrefix) {
      if let count = count(in: try File.read(folder + "/" + name)) {
        total += count
      } else {
        isIncomplete = true
      }
    }
    if total > 0 && !isIncomplete { return .success(total) }
    var reasons: [String] = []
    for name in names where name.hasPrefix(logPrefix) {
      reasons += reason(in: try File.read(folder + "/" + name))
    }
    if let reason = reasons.first { return .failure(.nothing(reason: reason)) }
    return .failure(isIncomplete ? .incomplete : .nothing(reason: nil))
  }

  /// The count of one process: the first number of `summary:`, the total of what was collected.
  static func count(in bytes: [UInt8]) -> Int? {
    let name = Array("summary:".utf8)
    for line in bytes.split(separator: UInt8(ascii: "\n")) where line.starts(with: name) {
      let words = line.dropFirst(name.count).split(separator: UInt8(ascii: " "))
      return words.first.flatMap { Int(String(decoding: $0, as: UTF8.self)) }
        .flatMap { $0 > 0 ? $0 : nil }
    }
    return nil
  }

  /// What valgrind says of itself: `==PID== Valgrind: TEXT`.
  private static func reason(in bytes: [UInt8]) -> [String] {
    let mark = "== Valgrind: "
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap { line in
      line.firstRange(of: mark).map { String(line[$0.upperBound...]) }
    }
  }
}
