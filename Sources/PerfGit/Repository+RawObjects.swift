internal import CPerfGit
internal import Glibc

extension Repository {
  /// How often a ref that another program holds locked is tried again, 10 ms apart.
  static var mostAttempts: Int { 200 }

  static func pause() { usleep(10_000) }

  /// Stores the exact bytes of a tag object and gives its name; no ref leads to it yet.
  public func write(tagObject bytes: [UInt8]) throws(GitError) -> String {
    let database = try database()
    var id = git_oid()
    let code = bytes.withUnsafeBytes {
      library.git.git_odb_write(
        &id, database.pointer, $0.baseAddress, $0.count, GIT_OBJECT_TAG)
    }
    try check(code, "store a tag object")
    return hexadecimal(&id)
  }

  /// An object as it is stored; nil where it is not here.
  ///
  /// Replace refs (`git replace`) have no effect: it is the object of that very name.
  public func object(_ id: String, limit: Int = 1 << 20) throws(GitError) -> StoredObject? {
    let database = try database()
    var name = try objectID(id)
    guard library.git.git_odb_exists(database.pointer, &name) == 1 else { return nil }
    var size = 0
    var type = GIT_OBJECT_INVALID
    try check(
      library.git.git_odb_read_header(&size, &type, database.pointer, &name),
      "read object \(id)")
    guard size <= limit else { throw .tooLarge(id: id, bytes: size, limit: limit) }
    let object = try object("read object \(id)", free: library.git.git_odb_object_free) {
      library.git.git_odb_read(&$0, database.pointer, &name)
    }
    guard let kind = Self.kind(library.git.git_odb_object_type(object.pointer)) else { return nil }
    let bytes = UnsafeRawBufferPointer(
      start: library.git.git_odb_object_data(object.pointer),
      count: library.git.git_odb_object_size(object.pointer))
    return StoredObject(id: id, kind: kind, bytes: Array(bytes))
  }

  /// The kind of an object; nil where it is not here.
  public func kind(ofObject id: String) throws(GitError) -> ObjectKind? {
    let database = try database()
    var name = try objectID(id)
    guard library.git.git_odb_exists(database.pointer, &name) == 1 else { return nil }
    var size = 0
    var type = GIT_OBJECT_INVALID
    let code = library.git.git_odb_read_header(&size, &type, database.pointer, &name)
    try check(code, "read object \(id)")
    return Self.kind(type)
  }

  private func database() throws(GitError) -> Handle {
    try object("open the object database", free: library.git.git_odb_free) {
      library.git.git_repository_odb(&$0, handle.pointer)
    }
  }

  private static func kind(_ type: git_object_t) -> ObjectKind? {
    switch type {
    case GIT_OBJECT_COMMIT: .commit
    case GIT_OBJECT_TREE: .tree
    case GIT_OBJECT_BLOB: .blob
    case GIT_OBJECT_TAG: .tag
    default: nil
    }
  }
}
