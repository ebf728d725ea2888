internal import CPerfGit
internal import Glibc

extension Repository {
  /// Opens the repository that a folder belongs to; nil outside of any.
  public static func discover(from folder: String) throws(GitError) -> Repository? {
    try open(folder.utf8CString.withUnsafeBufferPointer { Array($0) }, flags: 0)
  }

  /// Opens the repository whose work tree's top is `folder`; nil if it is not such a folder.
  static func open(at folder: [CChar]) throws(GitError) -> Repository? {
    try open(folder, flags: GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue)
  }

  /// A second handle of the same repository, whose owner has been checked.
  func reopened() throws(GitError) -> Handle {
    try object("open \(gitFolder)", free: library.git.git_repository_free) {
      perf_git_open(&$0, gitFolder, GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue, nil, 0)
    }
  }

  /// Opens with git's check of ownership, then without: libgit2 1.5 reports another user's
  /// repository as none at all where safe.directory is not configured.
  private static func open(_ folder: [CChar], flags: UInt32) throws(GitError) -> Repository? {
    let library = try Library()
    for check in [Int32(1), 0] {
      var pointer: OpaquePointer?
      let code = perf_git_open(&pointer, folder, flags, getenv("GIT_CEILING_DIRECTORIES"), check)
      if code == GIT_ENOTFOUND.rawValue || code == GIT_EOWNER.rawValue { continue }
      guard code == 0, let pointer else { throw failure(folder, library.lastReason) }
      let repository = Repository(
        library: library, handle: Handle(pointer, free: library.git.git_repository_free))
      if check == 0 && !library.trustsEveryOwner {
        throw .unsafeOwner(path: repository.workTree)
      }
      return repository
    }
    return nil
  }

  private static func failure(_ folder: [CChar], _ reason: String) -> GitError {
    let path = String(decoding: folder.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    if reason.hasPrefix("unsupported ") || reason.hasPrefix("unknown repository version") {
      return .unsupported(path: path, reason: reason)
    }
    return .failed(operation: "open the git repository of \(path)", reason: reason)
  }
}
