internal import CPerfGit
internal import Glibc

extension Repository {
  /// The identity of the work tree's files: 40 hexadecimal digits.
  ///
  /// It depends on the path, mode and content, as git would store it, of every tracked file and of
  /// every untracked one that is not ignored. Times, what is staged and HEAD have no part in it;
  /// paths in or below `excluding` neither, and of those in or below `products` only tracked files
  /// have: what git keeps is a source, whoever writes it. A submodule counts with its commit and, if it is dirty,
  /// its own files.
  public func contentID(
    excluding: [String] = [], products: [String] = []
  ) throws(GitError) -> String {
    let index = try index()
    let excluded = excludedPaths(excluding)
    let built = excludedPaths(products)
    let fileModes = try trustsFileModes()
    var changed: [TreePath: UInt32] = [:]
    let options =
      GIT_STATUS_OPT_RECURSE_UNTRACKED_DIRS.rawValue | GIT_STATUS_OPT_EXCLUDE_SUBMODULES.rawValue
    for (path, status) in try changes(GIT_STATUS_SHOW_WORKDIR_ONLY, options) {
      changed[path.withoutSlash] = status
    }
    var found: [TreePath: ContentEntry] = [:]
    for entry in entries(of: index) where !entry.path.isInside(excluded) {
      let status = changed.removeValue(forKey: entry.path)
      if status == GIT_STATUS_WT_DELETED.rawValue || found[entry.path] != nil { continue }
      if entry.isSubmodule {
        found[entry.path] = try submodule(entry.path)
      } else if status == nil && !entry.isUnwatched {
        found[entry.path] = ContentEntry(mode: entry.mode, id: entry.id)
      } else {
        found[entry.path] = try file(entry.path, knownMode: fileModes ? nil : entry.mode)
      }
    }
    for (path, status) in changed where !path.isInside(excluded) && !path.isInside(built) {
      if status == GIT_STATUS_WT_DELETED.rawValue { continue }
      found[path] = try file(path, knownMode: nil)
    }
    return try blobID(of: Self.listing(found))
  }

  private static func listing(_ entries: [TreePath: ContentEntry]) -> [UInt8] {
    var text = Array("perfkit work tree 1\n".utf8)
    for (path, entry) in entries.sorted(by: { $0.key < $1.key }) {
      text += Array("\(String(entry.mode, radix: 8)) \(entry.id) ".utf8) + path.bytes + [0]
    }
    return text
  }

  func trustsFileModes() throws(GitError) -> Bool {
    let config = try configuration()
    var trusted: Int32 = 1
    let code = library.git.git_config_get_bool(&trusted, config.pointer, "core.filemode")
    return code != 0 || trusted != 0
  }
}
