internal import Glibc
internal import PerfBuild
internal import PerfCrypto
internal import PerfFiles
internal import PerfModel
internal import PerfRelease
internal import PerfRun

/// What a release publishes, built from a clean export of its commit and packed.
struct BuiltArtefacts {
  /// The commit, in hexadecimal.
  var commit: String
  /// Its tree.
  var tree: String
  /// Its time.
  var commitTime: UTCTime
  /// How the engines were built.
  var build: ReleaseBuild
  /// Source packages that went in.
  var dependencies: [SourceDependency]
  /// The files, sorted by name.
  var artefacts: [ReleaseArtefact]
  /// The folder that holds them, absolute.
  var folder: String
  /// What is worth knowing and does not decide.
  var warnings: [Problem]
}

extension Session {
  /// `.perfkit/release/TAG`, absolute.
  func releaseFolder(tag: String) throws(Problems) -> String {
    try attempt { stateFolder + "/" + (try ReleaseFolder.path(tag: tag)) }
  }

  /// Builds the engines of a plan from a clean export of `ref`, packs what they left with
  /// `SHA256SUMS` into `.perfkit/release/TAG/artefacts`, and replaces what was there at once.
  func buildArtefacts(
    of plan: Plan, tag: String, ref: String, policy: ArtefactPolicy
  ) throws(Problems) -> BuiltArtefacts {
    let package = ArtefactPackage(
      name: plan.project, engines: policy.engines ?? plan.engines.map(\.name), files: nil,
      policy: policy)
    return try buildArtefacts(
      of: plan, tag: tag, ref: ref, packages: [package], in: ReleaseFolder.artefacts,
      withChecksums: true)
  }

  /// Builds the engines of all packages and packs each into a folder of the release.
  func buildArtefacts(
    of plan: Plan, tag: String, ref: String, packages: [ArtefactPackage], in name: String,
    withChecksums: Bool
  ) throws(Problems) -> BuiltArtefacts {
    let folder = try releaseFolder(tag: tag)
    try createStateFolder()
    let sources = try sources(plan, ref: ref)
    guard let commit = sources.revision?.commit, let tree = sources.revision?.tree else {
      throw Problems([Problem("git.no-repository", "a release needs a commit", verdict: .usage)])
    }
    let builds = try build(engines: packages.flatMap(\.engines), of: plan, from: sources)
    let target = folder + "/" + name
    let secretFolders = secretFolders(plan, sources)
    let artefacts = try attempt {
      try replace(target) { folder in
        var artefacts: [ReleaseArtefact] = []
        for package in packages {
          let set = try ArtefactSet(
            project: package.name, tag: tag, modified: sources.epoch, policy: package.policy,
            secretFolders: secretFolders)
          artefacts += try set.pack(
            products: try Self.products(of: builds, for: package, sources),
            documents: try Self.documents(of: package.policy, in: sources.source.projectFolder),
            into: folder)
        }
        let sums = try Checksums(artefacts.map { ($0.name, $0.sha256) })
        if withChecksums {
          try File.write(sums.text.utf8, to: folder + "/" + Checksums.fileName)
        }
        return artefacts.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
      }
    }
    let host = try attempt { try HostReader.read() }
    return BuiltArtefacts(
      commit: commit, tree: tree, commitTime: UTCTime(seconds: sources.epoch),
      build: ReleaseBuild(
        perfkit: Root.version, environment: ReleaseBuild.Environment(host),
        engines: builds.map(\.record)),
      dependencies: try attempt { try Self.dependencies(of: builds) }, artefacts: artefacts,
      folder: target, warnings: sources.warnings + Self.searchPaths(of: artefacts))
  }

  /// Programs that look for libraries in a folder of this machine, which others do not have.
  private static func searchPaths(of artefacts: [ReleaseArtefact]) -> [Problem] {
    var found: [Problem] = []
    for content in artefacts.flatMap(\.contents) {
      for path in content.linkage?.searchPaths ?? [] where path.hasPrefix("/") {
        let problem = Problem(
          "release.search-path",
          "'\(Path.name(of: content.name))' looks for libraries in '\(path)', as on this machine",
          hint: "link them statically, or pack them beside it", verdict: .warn)
        if !found.contains(problem) { found.append(problem) }
      }
    }
    return found
  }

  /// The files of a package: those of its engines, or of the sources where it has no engine.
  private static func products(
    of builds: [EngineBuild], for package: ArtefactPackage, _ sources: Sources
  ) throws -> [ArtefactSet.Source] {
    let found =
      if package.engines.isEmpty {
        try FolderContent(excluding: [".perfkit"]).files(below: sources.source.projectFolder)
          .map { ($0.path, sources.source.projectFolder + "/" + $0.path) }
      } else {
        builds.filter { package.engines.contains($0.engine.name) }.flatMap(\.products)
          .map { ($0.path, $0.file) }
      }
    return found.filter { package.contains($0.0) }.map { path, file in
      ArtefactSet.Source(path: path, file: file, isExecutable: File.isExecutable(file))
    }
  }

  private static func documents(
    of policy: ArtefactPolicy, in folder: String
  ) throws -> [ArtefactSet.Source] {
    try Folder.list(folder).filter { $0.kind != .folder && policy.isDocument($0.name) }.map {
      ArtefactSet.Source(path: $0.name, file: folder + "/" + $0.name, isExecutable: false)
    }
  }

  /// The packages that SwiftPM pinned for the engines, each once.
  private static func dependencies(of builds: [EngineBuild]) throws -> [SourceDependency] {
    var found: [SourceDependency] = []
    for build in builds where build.engine.build == .swiftpm {
      let file = build.folder + "/Package.resolved"
      guard File.exists(file) else { continue }
      let pinned = try SourceDependency.read(
        packageResolved: try File.read(file, limit: 16 << 20), file: "Package.resolved")
      found += pinned.filter { !found.contains($0) }
    }
    return found
  }

  /// Folders that no published file may name.
  func secretFolders(_ plan: Plan, _ sources: Sources) -> [String] {
    let home = environment["HOME"].map { [$0] } ?? []
    return ([plan.folder, stateFolder, sources.source.projectFolder] + home)
      .filter { $0.split(separator: "/").count > 1 }
  }

  /// Fills a new folder and puts it in the place of `target`; calls at the same time do not share
  /// anything before that.
  func replace<T>(_ target: String, _ fill: (String) throws -> T) throws -> T {
    let parent = Path.folder(of: target)
    try Folder.create(parent)
    let own = try Folder.createTemporary(in: parent, prefix: ".artefacts.")
    do {
      let new = own + "/new"
      try Folder.create(new)
      let result = try fill(new)
      try Self.put(new, at: target, formerBelow: own)
      try Folder.remove(own)
      return result
    } catch {
      try Folder.remove(own)
      throw error
    }
  }

  /// Puts a folder in the place of another, of which another process may make a new one meanwhile.
  private static func put(_ new: String, at target: String, formerBelow own: String) throws {
    var count = 0
    while true {
      do {
        if Folder.exists(target) { try Folder.rename(target, to: "\(own)/former-\(count)") }
        return try Folder.rename(new, to: target)
      } catch {
        guard Self.isOvertaken(error), count < 100 else { throw error }
        count += 1
      }
    }
  }

  /// Whether another process moved the folder away, or put one there, in between.
  private static func isOvertaken(_ error: FileError) -> Bool {
    error.isMissing || error.number == ENOTEMPTY || error.number == EEXIST
  }
}
