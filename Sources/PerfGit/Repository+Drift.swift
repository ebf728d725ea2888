internal import CPerfGit

/// How a path of the work tree differs from a commit.
public struct Drift: Sendable, Hashable {
  /// The kinds of difference.
  public enum Kind: String, Sendable, Hashable {
    /// The file's content or mode is another.
    case modified
    /// The commit's file is not there.
    case missing
    /// The file is not in the commit, and not ignored.
    case untracked
    /// The index holds something else than the commit.
    case staged
  }

  /// The path from the top of the work tree.
  public var path: String
  /// What differs.
  public var kind: Kind

  /// Names a difference.
  public init(path: String, kind: Kind) {
    self.path = path
    self.kind = kind
  }
}

extension Repository {
  /// Where the work tree and the index differ from a commit, sorted by path.
  ///
  /// Every tracked file is read and hashed, so that neither times nor what git was told to assume
  /// (`assume-unchanged`, `skip-worktree`) hide a change. Paths in or below `excluding` do not count.
  public func drift(from commit: Commit, excluding: [String] = []) throws(GitError) -> [Drift] {
    let excluded = excludedPaths(excluding)
    let recorded = try files(at: commit)
    let index = try index()
    let sparse = Set(entries(of: index).filter(\.isSparse).map(\.path))
    let fileModes = try trustsFileModes()
    var found: [Drift] = []
    for (path, entry) in recorded where !path.isInside(excluded) {
      if entry.mode == GIT_FILEMODE_COMMIT.rawValue {
        let now = try submodule(path)
        if now.id != entry.id && now.id != "empty" {
          found.append(Drift(path: path.text, kind: .modified))
        }
        continue
      }
      guard let now = try file(path, knownMode: fileModes ? nil : entry.mode) else {
        if !sparse.contains(path) { found.append(Drift(path: path.text, kind: .missing)) }
        continue
      }
      if now.id != entry.id || now.mode != entry.mode {
        found.append(Drift(path: path.text, kind: .modified))
      }
    }
    let known = Dictionary(uniqueKeysWithValues: recorded.map { ($0.path, $0.entry) })
    found += stagedDrift(index, known, excluded)
    for (path, status) in try changes(
      GIT_STATUS_SHOW_WORKDIR_ONLY, GIT_STATUS_OPT_RECURSE_UNTRACKED_DIRS.rawValue)
    where status & GIT_STATUS_WT_NEW.rawValue != 0 && !path.isInside(excluded) {
      found.append(Drift(path: path.text, kind: .untracked))
    }
    return found.sorted { ($0.path, $0.kind.rawValue) < ($1.path, $1.kind.rawValue) }
  }

  /// What git is in the middle of, such as a rebase; nil if nothing.
  public func operationInProgress() -> String? {
    switch git_repository_state_t(
      rawValue: UInt32(max(0, library.git.git_repository_state(handle.pointer))))
    {
    case GIT_REPOSITORY_STATE_NONE: nil
    case GIT_REPOSITORY_STATE_MERGE: "merge"
    case GIT_REPOSITORY_STATE_REVERT, GIT_REPOSITORY_STATE_REVERT_SEQUENCE: "revert"
    case GIT_REPOSITORY_STATE_CHERRYPICK, GIT_REPOSITORY_STATE_CHERRYPICK_SEQUENCE: "cherry-pick"
    case GIT_REPOSITORY_STATE_BISECT: "bisect"
    case GIT_REPOSITORY_STATE_APPLY_MAILBOX, GIT_REPOSITORY_STATE_APPLY_MAILBOX_OR_REBASE: "am"
    default: "rebase"
    }
  }

  /// The paths of all files at a commit, sorted bytewise.
  public func paths(at commit: Commit) throws(GitError) -> [String] {
    try files(at: commit).map(\.path.text)
  }

  private func files(
    at commit: Commit
  ) throws(GitError) -> [(path: TreePath, entry: ContentEntry)] {
    let snapshot = try Snapshot(of: commit, in: self)
    return entries(of: snapshot.index).map { ($0.path, ContentEntry(mode: $0.mode, id: $0.id)) }
  }

  private func stagedDrift(
    _ index: borrowing Handle, _ recorded: [TreePath: ContentEntry], _ excluded: [TreePath]
  ) -> [Drift] {
    var staged: [Drift] = []
    var seen: Set<TreePath> = []
    for entry in entries(of: index) where !entry.path.isInside(excluded) {
      seen.insert(entry.path)
      let old = recorded[entry.path]
      let drift = Drift(path: entry.path.text, kind: .staged)
      if old?.id != entry.id || old?.mode != entry.mode, staged.last != drift {
        staged.append(drift)
      }
    }
    for path in recorded.keys where !seen.contains(path) && !path.isInside(excluded) {
      staged.append(Drift(path: path.text, kind: .staged))
    }
    return staged
  }
}
