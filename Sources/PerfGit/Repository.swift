internal import CPerfGit

/// A git repository, read through libgit2; nothing in it is ever written but a new tag, on request.
///
/// It is found from a folder, as `git -C folder` would. `GIT_CEILING_DIRECTORIES` is honoured;
/// `GIT_DIR`, `GIT_WORK_TREE` and `GIT_INDEX_FILE` are not: git sets them for hooks and for
/// `git rebase --exec`, where they may belong to another repository than the project's folder.
public struct Repository: ~Copyable {
  /// The git folder with a final slash; a linked work tree has its own.
  public let gitFolder: String
  /// The top folder of the work tree without a final slash; of a bare repository its git folder.
  public let workTree: String
  /// Whether there is no work tree.
  public let isBare: Bool

  let library: Library
  let handle: Handle

  init(library: Library, handle: consuming Handle) {
    let paths = Self.paths(library, handle.pointer)
    self.gitFolder = paths.gitFolder
    self.workTree = paths.workTree
    self.isBare = paths.isBare
    self.library = library
    self.handle = handle
  }

  /// Found apart from `init`, in which Swift 6.3 destroys a field before its first value once an
  /// autoclosure, as of `??`, has read another one.
  private static func paths(
    _ library: Library, _ repository: OpaquePointer
  ) -> (gitFolder: String, workTree: String, isBare: Bool) {
    let git = library.git.git_repository_path(repository).map { String(cString: $0) } ?? ""
    let folder = library.git.git_repository_workdir(repository).map { String(cString: $0) }
    var top = folder ?? git
    while top.utf8.count > 1 && top.utf8.last == UInt8(ascii: "/") { top.removeLast() }
    return (git, top, library.git.git_repository_is_bare(repository) == 1)
  }
}
