internal import CPerfGit

/// libgit2's functions, and how they report failure.
struct Library {
  private let table: UnsafePointer<perf_git_library>

  /// The functions; each is called as `library.git.git_x(…)`.
  var git: perf_git_library { table.pointee }

  /// Loads libgit2 on first use.
  init() throws(GitError) {
    guard let table = perf_git() else {
      throw .libraryMissing(
        package: String(cString: perf_git_package()), reason: String(cString: perf_git_failure()))
    }
    self.table = table
  }

  /// The object that `call` stores, to be freed by `free`; a failure becomes an error.
  func object(
    _ operation: String, free: @escaping Handle.Free, _ call: (inout OpaquePointer?) -> Int32
  ) throws(GitError) -> Handle {
    var pointer: OpaquePointer?
    try check(call(&pointer), operation)
    guard let pointer else { throw .failed(operation: operation, reason: "no object") }
    return Handle(pointer, free: free)
  }

  /// Throws what libgit2 says about a negative result.
  func check(_ code: Int32, _ operation: String) throws(GitError) {
    if code < 0 { throw failure(operation) }
  }

  /// The error of the call that has just failed.
  func failure(_ operation: String) -> GitError {
    if lastErrorIsMissingObject {
      return .missingObject(operation: operation, reason: lastReason, shallow: false)
    }
    return .failed(operation: operation, reason: lastReason)
  }

  /// What libgit2 says about the last failure.
  var lastReason: String {
    git.git_error_last()?.pointee.message.map { String(cString: $0) } ?? "unknown reason"
  }

  /// Whether the last failure was an object that the object database does not hold.
  var lastErrorIsMissingObject: Bool {
    git.git_error_last()?.pointee.klass == Int32(GIT_ERROR_ODB.rawValue)
      && lastReason.hasPrefix("object not found")
  }
}
