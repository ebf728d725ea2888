public import PerfFiles
public import PerfModel
public import PerfResults

/// Why a stored record or baseline cannot be used.
public enum HistoryError: Error, Sendable, Hashable {
  /// The file could not be read or written.
  case file(FileError)
  /// The file is not JSON.
  case notJSON(path: String, reason: String, line: Int, column: Int)
  /// The file is JSON and not the document it should be.
  case notDocument(path: String, DocumentError)
  /// A library is not installed.
  case library(reason: String)

  /// The problem as a person is told of it.
  public var problem: Problem {
    switch self {
    case .file(let error):
      Problem(
        "history.file", "cannot \(error.operation) '\(error.path)': \(error.reason)",
        verdict: .error)
    case .notJSON(let path, let reason, let line, let column):
      Problem(
        "history.not-json", reason, hint: "restore the file, for instance with git", file: path,
        line: line, column: column, verdict: .error)
    case .notDocument(let path, let error):
      Problem(
        "history.not-a-document", "'\(error.member)' should be \(error.expected)",
        hint: "it was not written by this version of perfkit", file: path, verdict: .error)
    case .library(let reason): Problem("history.library", reason, verdict: .error)
    }
  }
}
