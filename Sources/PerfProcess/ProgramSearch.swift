internal import Glibc

/// Finds programs by name as `execvp` would.
public struct ProgramSearch: Sendable {
  private let folders: [String]

  /// Makes a search over the `PATH` of an environment of `NAME=value` entries.
  public init(_ environment: [String]) {
    let path = environment.last { $0.hasPrefix("PATH=") }?.dropFirst(5) ?? "/usr/bin:/bin"
    folders = path.split(separator: ":").map(String.init)
  }

  /// The path of a program; a name with a slash stands for itself.
  ///
  /// Nil if there is none.
  public func find(_ name: String) -> String? {
    if name.contains("/") { return isProgram(name) ? name : nil }
    return folders.lazy.map { $0 + "/" + name }.first(where: isProgram)
  }

  private func isProgram(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
  }
}
