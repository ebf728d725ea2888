internal import CPerfGit

/// A second view of a repository whose index is one commit's tree, held in memory, and whose work
/// tree is another folder: libgit2 then takes attributes from that commit, and has no way to the
/// user's index and files.
struct Snapshot: ~Copyable {
  let repository: Handle
  let index: Handle
  let tree: Handle

  init(
    of commit: Commit, in source: borrowing Repository, workTree: String? = nil
  ) throws(GitError) {
    let operation = "read the tree of \(commit.id)"
    let library = source.library
    let repository = try source.reopened()
    let index = try library.object(operation, free: library.git.git_index_free) {
      library.git.git_index_new(&$0)
    }
    var id = try source.objectID(commit.tree)
    let tree = try source.object(operation, free: library.git.git_tree_free) {
      library.git.git_tree_lookup(&$0, repository.pointer, &id)
    }
    try source.check(library.git.git_index_read_tree(index.pointer, tree.pointer), operation)
    try library.check(
      library.git.git_repository_set_index(repository.pointer, index.pointer), operation)
    if let workTree {
      try library.check(
        library.git.git_repository_set_workdir(repository.pointer, workTree, 0), operation)
    }
    self.repository = repository
    self.index = index
    self.tree = tree
  }
}
