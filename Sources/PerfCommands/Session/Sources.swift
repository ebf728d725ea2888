internal import PerfBuild
internal import PerfCrypto
internal import PerfFiles
internal import PerfGit
internal import PerfModel

/// The sources that engines are built from, identified.
struct Sources {
  var source: EngineSource
  var revision: RunRecord.Revision?
  /// `SOURCE_DATE_EPOCH`: the commit's time, 0 outside git.
  var epoch: Int
  /// What an export lacks or holds in another form than a checkout by git.
  var warnings: [Problem] = []
}

extension Session {
  /// The work tree's sources, or those of `ref` in an export.
  func sources(_ plan: Plan, ref: String?) throws(Problems) -> Sources {
    try attempt {
      guard let repository = try Repository.discover(from: plan.folder) else {
        guard let ref else {
          let content = try Self.extended(try Self.identity(of: plan), plan)
          return Sources(
            source: EngineSource(projectFolder: plan.folder, content: content), epoch: 0)
        }
        throw Problems([
          Problem(
            "git.no-repository", "--ref \(ref): '\(shown(plan.folder))' is in no git repository",
            hint: "refs need git; without --ref the files here are built", verdict: .usage)
        ])
      }
      guard let ref else { return try workTree(plan, repository) }
      return try exported(plan, repository, ref: ref)
    }
  }

  /// The identity of the files of a project outside git.
  private static func identity(of plan: Plan) throws -> String {
    let files = try FolderContent(excluding: ownFiles + products(plan)).files(below: plan.folder)
    let lines = try files.map { file in
      let path = plan.folder + "/" + file.path
      let digest =
        file.mode == "l" ? try File.linkTarget(path) : try SHA256.hex(ofFile: path)
      return "\(file.mode) \(digest) \(file.path)"
    }
    return try SHA256.hex(of: Array(lines.joined(separator: "\n").utf8))
  }

  /// The identity of the project with that of the packages outside it which Swift engines build
  /// from by path.
  private static func extended(_ content: String, _ plan: Plan) throws -> String {
    let folders = plan.engines.filter { $0.build == .swiftpm }.map {
      Path.join(plan.folder, $0.source)
    }
    guard let others = try LocalPackages.identity(of: folders, outside: plan.folder) else {
      return content
    }
    return try SHA256.hex(of: Array((content + "\n" + others).utf8))
  }

  /// What perfkit writes below the plan's folder, which makes no other sources.
  private static let ownFiles = [".perfkit", "release/baselines"]

  /// What builds write below the plan's folder.
  private static func products(_ plan: Plan) -> [String] {
    plan.engines.filter { $0.build != .steps || !$0.steps.isEmpty }.flatMap { engine in
      engine.artefacts.map { Path.normalize(engine.source + "/" + $0) }
    }
  }

  private func workTree(_ plan: Plan, _ repository: borrowing Repository) throws -> Sources {
    let prefix = try repository.place(of: plan.folder)
    func inRepository(_ paths: [String]) -> [String] {
      paths.map { prefix == "." ? $0 : prefix + "/" + $0 }
    }
    let content = try Self.extended(
      try repository.contentID(
        excluding: inRepository(Self.ownFiles), products: inRepository(Self.products(plan))), plan)
    let head = try repository.head()
    let revision = RunRecord.Revision(
      commit: head?.id, tree: head?.tree, dirty: try repository.isDirty(), content: content)
    return Sources(
      source: EngineSource(projectFolder: plan.folder, content: content), revision: revision,
      epoch: head?.time ?? 0)
  }

  private func exported(
    _ plan: Plan, _ repository: borrowing Repository, ref: String
  ) throws -> Sources {
    let commit = try repository.resolve(ref: ref)
    let folder = stateFolder + "/build/export-" + commit.tree.prefix(16)
    let lacking = folder + ".submodules"
    if !Folder.exists(folder) {
      let partial = folder + ".partial"
      try Folder.remove(partial)
      try Folder.create(partial)
      let submodules = try repository.export(commit, to: partial)
      try File.write(submodules.joined(separator: "\n").utf8, to: lacking)
      try Folder.rename(partial, to: folder)
    }
    let submodules = String(decoding: try File.read(lacking), as: UTF8.self).split(separator: "\n")
    let unfiltered = try repository.unfilteredFiles(at: commit)
    let prefix = try repository.place(of: plan.folder)
    return Sources(
      source: EngineSource(
        projectFolder: Path.join(folder, prefix), content: commit.tree, ref: ref),
      revision: RunRecord.Revision(
        commit: commit.id, tree: commit.tree, dirty: false, content: commit.tree, ref: ref),
      epoch: commit.time,
      warnings: submodules.map { path in
        Problem(
          "git.submodule", "the export of \(ref) lacks the submodule '\(path)'",
          hint: "submodules are not supported in exports; its folder is empty", verdict: .warn)
      }
        + unfiltered.map { path in
          Problem(
            "git.filter", "the export of \(ref) holds '\(path)' as git stores it",
            hint: "its filter, such as LFS, was not applied", verdict: .warn)
        })
  }
}
