internal import CPerfGit

extension Repository {
  /// Whether the clone holds only the end of the history.
  public var isShallow: Bool { library.git.git_repository_is_shallow(handle.pointer) == 1 }

  /// As the library's own, with what is known of the repository.
  func object(
    _ operation: String, free: @escaping Handle.Free, _ call: (inout OpaquePointer?) -> Int32
  ) throws(GitError) -> Handle {
    do throws(GitError) {
      return try library.object(operation, free: free, call)
    } catch {
      throw completed(error)
    }
  }

  /// As the library's own, with what is known of the repository.
  func check(_ code: Int32, _ operation: String) throws(GitError) {
    if code < 0 { throw completed(library.failure(operation)) }
  }

  func objectID(_ text: String) throws(GitError) -> git_oid {
    var id = git_oid()
    try library.check(library.git.git_oid_fromstr(&id, text), "read the object name '\(text)'")
    return id
  }

  func hexadecimal(_ id: UnsafePointer<git_oid>?) -> String {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(GIT_OID_HEXSZ) + 1) { text in
      library.git.git_oid_tostr(text.baseAddress, text.count, id).map { String(cString: $0) } ?? ""
    }
  }

  /// The name git would give to a blob of these bytes.
  func blobID(of bytes: [UInt8]) throws(GitError) -> String {
    var id = git_oid()
    let code = library.git.git_odb_hash(&id, bytes, bytes.count, GIT_OBJECT_BLOB)
    try library.check(code, "hash \(bytes.count) bytes")
    return hexadecimal(&id)
  }

  private func completed(_ error: GitError) -> GitError {
    guard case .missingObject(let operation, let reason, _) = error else { return error }
    return .missingObject(operation: operation, reason: reason, shallow: isShallow)
  }
}
