extension GitError: CustomStringConvertible {
  /// What went wrong, in one sentence without a full stop.
  public var description: String {
    switch self {
    case .libraryMissing(_, let reason): "libgit2 could not be loaded: \(reason)"
    case .unsafeOwner(let path): "the git repository \(path) belongs to another user"
    case .unsupported(let path, let reason):
      "libgit2 cannot read the git repository \(path): \(reason)"
    case .bare(let path): "the git repository \(path) is bare: it has no work tree"
    case .unknownRef(let name, _, _): "no branch, tag or commit is called '\(name)'"
    case .ambiguousRef(let name): "'\(name)' abbreviates several object names"
    case .notACommit(let name): "'\(name)' names something that is no commit"
    case .tagExists(let name): "the tag '\(name)' exists already"
    case .tooLarge(let id, let bytes, let limit):
      "object \(id) has \(bytes) bytes; at most \(limit) are read"
    case .notAFile(let path): "'\(path)' is not a file at that commit"
    case .exportFolder(let path, let reason): "cannot export into \(path): \(reason)"
    case .missingObject(let operation, let reason, _): "cannot \(operation): \(reason)"
    case .unreadable(let path, let reason): "cannot read \(path): \(reason)"
    case .failed(let operation, let reason): "cannot \(operation): \(reason)"
    }
  }

  /// What the user can do about it, or nil.
  public var hint: String? {
    switch self {
    case .libraryMissing(let package, _): "apt-get install \(package)"
    case .unsafeOwner(let path):
      "if you trust it: git config --global --add safe.directory '\(path)'"
    case .unknownRef(_, let similar, let shallow):
      if !similar.isEmpty {
        "did you mean \(similar.map { "'\($0)'" }.joined(separator: ", "))?"
      } else if shallow {
        Self.unshallow
      } else {
        nil
      }
    case .ambiguousRef: "write more digits"
    case .missingObject(_, _, let shallow):
      shallow ? Self.unshallow : "git fetch --refetch --no-filter, or clone again"
    default: nil
    }
  }

  private static var unshallow: String { "the clone is shallow: git fetch --unshallow --tags" }
}
