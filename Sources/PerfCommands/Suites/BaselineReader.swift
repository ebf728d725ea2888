internal import PerfCompare
internal import PerfFiles
internal import PerfGit
internal import PerfHistory
internal import PerfModel

/// Finds the stored baselines a run is held against: in the work tree, or in CI as they were at a
/// ref, so that a change cannot bring its own baseline along.
struct BaselineReader {
  let session: Session
  let plan: Plan
  /// `--baseline-ref`, if given.
  let ref: String?

  /// A baseline with what a reader must know of where it came from.
  struct Found {
    var baseline: Baseline?
    var warnings: [Problem] = []
  }

  var store: BaselineStore {
    BaselineStore(
      folder: plan.folder + "/release/baselines",
      shownFolder: session.shown(
        plan.folder + "/release/baselines"))
  }

  /// The baseline of a suite, or none if there is none.
  func find(_ name: String, suite: String) throws(Problems) -> Found {
    try attempt {
      guard let commit = try self.commit() else {
        return Found(baseline: try store.load(name, suite: suite))
      }
      guard let repository = try Repository.discover(from: plan.folder) else { return Found() }
      let place = try repository.place(of: plan.folder)
      let path = Path.normalize(
        place + "/" + Path.relative(store.file(name, suite: suite), to: plan.folder))
      let bytes = try repository.file(at: commit, path: path)
      var found = Found()
      if let bytes { found.baseline = try store.parse(bytes, name: name, suite: suite) }
      if try store.bytes(name, suite: suite) != bytes {
        found.warnings = [
          Problem(
            "baseline.edited",
            "\(store.shownFile(name, suite: suite)) is not what it is at \(commit.id.prefix(12))",
            hint: "the one at that commit was used; --baseline-ref chooses another",
            verdict: .warn)
        ]
      }
      return found
    }
  }

  /// The commit whose baselines count: `--baseline-ref`, or in CI the merge base with the default
  /// branch; nil for the work tree.
  private func commit() throws -> Commit? {
    let isCI = session.environment["CI"].map { !$0.isEmpty && $0 != "false" } ?? false
    guard ref != nil || isCI else { return nil }
    guard let repository = try Repository.discover(from: plan.folder) else { return nil }
    if let ref { return try repository.resolve(ref: ref) }
    guard let head = try repository.head(), let branch = repository.defaultBranch() else {
      return nil
    }
    return try repository.mergeBase(head, repository.resolve(ref: branch))
  }
}
