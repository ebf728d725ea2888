internal import PerfFiles
internal import PerfGit
internal import PerfModel
internal import PerfRelease
internal import PerfTemplates

/// The files of the project that say what a release is: perfkit.yaml, the policy, the templates.
struct ReleaseFiles {
  /// The folder of perfkit.yaml; without one, the working folder.
  let folder: String
  /// The digest of perfkit.yaml, or nil.
  let config: String?
  /// The name of perfkit.yaml, or nil.
  private let planFile: String?
  let policy: ReleasePolicy
  let policyGate: GateResult
  let templates: ReleaseTemplates
  let project: String

  /// The policy, beside perfkit.yaml.
  static let policyFile = "release/policy.yaml"

  init(_ session: Session) throws(Problems) {
    session.locatePlan()
    let plan = session.planFolder == nil && session.options.config == nil ? nil : try session.plan()
    let folder = plan?.folder ?? Path.current
    let path = folder + "/" + Self.policyFile
    if File.exists(path) {
      let bytes = try attempt { try File.read(path, limit: 1 << 20) }
      policy = try PolicyReader.read(
        bytes, file: session.shown(path), engines: plan?.engines.map(\.name),
        suites: plan?.suites.map(\.name))
      policyGate = .ok(.policy, session.shown(path))
    } else {
      policy = .none
      policyGate = .refused(
        .policy, ["there is no \(session.shown(path))"],
        remedy: "write one: docs/reference/release-policy.md describes it")
    }
    self.folder = folder
    planFile = plan.map { Path.name(of: $0.file) }
    config = try plan.map { plan throws(Problems) in try session.configDigest(plan) }
    project = policy.project ?? plan?.project ?? Path.name(of: folder)
    templates = try ReleaseTemplates(
      notes: Self.template(.notes, folder, session),
      changelogEntry: Self.template(.changelogEntry, folder, session),
      announcement: Self.template(.announcement, folder, session))
  }

  /// The text of a file of the project, or nil where there is none.
  func text(_ name: String) throws(Problems) -> String? {
    let path = folder + "/" + name
    guard File.exists(path) else { return nil }
    let bytes = try attempt { try File.read(path, limit: 1 << 20) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The files that say what the release is, are here and are not in the commit, though git does not
  /// count them as untracked: it was told to ignore them.
  func ignored(
    _ sources: ReleaseSources, _ repository: borrowing Repository, tag: String
  ) throws(GitError) -> [Drift] {
    var names =
      [Self.policyFile] + Templates.ReleaseText.allCases.map { "templates/" + $0.rawValue }
    if TagName.fault(in: tag) == nil { names.append("release/notes/\(tag).md") }
    if let planFile { names.append(planFile) }
    var found: [Drift] = []
    for name in names where File.exists(folder + "/" + name) {
      if try repository.file(at: sources.commit, path: sources.place + name) == nil {
        found.append(Drift(path: sources.place + name, kind: .untracked))
      }
    }
    return found
  }

  /// The project's own template, else the one that perfkit brings along.
  private static func template(
    _ text: Templates.ReleaseText, _ folder: String, _ session: Session
  ) throws(Problems) -> ReleaseTemplates.Source {
    let path = folder + "/templates/" + text.rawValue
    guard File.exists(path) else {
      return ReleaseTemplates.Source(file: text.rawValue, bytes: Templates.release(text))
    }
    let bytes = try attempt { try File.read(path, limit: 1 << 20) }
    return ReleaseTemplates.Source(file: session.shown(path), bytes: bytes)
  }
}
