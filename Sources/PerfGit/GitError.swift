/// Why something could not be done with a git repository.
public enum GitError: Error, Sendable, Hashable {
  /// The library could not be loaded, for the loader's `reason`; `package` is Debian's.
  case libraryMissing(package: String, reason: String)
  /// Git's ownership check refuses the repository (safe.directory).
  case unsafeOwner(path: String)
  /// The repository uses a feature that libgit2 cannot read, such as SHA-256 object names.
  case unsupported(path: String, reason: String)
  /// A repository without a work tree was asked about its files.
  case bare(path: String)
  /// No commit has this name; `similar` are names that exist and look like it, `shallow` says that
  /// the clone holds only the end of the history.
  case unknownRef(name: String, similar: [String], shallow: Bool)
  /// An abbreviated object name fits several objects.
  case ambiguousRef(name: String)
  /// The name belongs to something that leads to no commit: a blob or a tree.
  case notACommit(name: String)
  /// A tag of this name exists already; nothing was changed.
  case tagExists(name: String)
  /// An object is larger than anything of its kind should be.
  case tooLarge(id: String, bytes: Int, limit: Int)
  /// The path is a folder or a submodule at that commit, not a file.
  case notAFile(path: String)
  /// An export would write into a folder that holds something, or is none.
  case exportFolder(path: String, reason: String)
  /// An object is recorded but not here, as in a shallow, partial or damaged clone.
  case missingObject(operation: String, reason: String, shallow: Bool)
  /// A file of the work tree could not be read; `reason` is libgit2's or the system's.
  case unreadable(path: String, reason: String)
  /// Any other failure, in libgit2's words.
  case failed(operation: String, reason: String)
}
