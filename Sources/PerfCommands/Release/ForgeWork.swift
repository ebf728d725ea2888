internal import Glibc
internal import PerfFiles
internal import PerfGit
internal import PerfJSON
internal import PerfModel
internal import PerfProcess
internal import PerfRelease
internal import PerfReport
internal import PerfResults

/// What `release draft` and `release publish` share: a release that was verified, and its forge.
struct ForgeWork {
  let session: Session
  let folder: String
  let journal: ForgeJournal
  let release: ForgeRelease
  let warnings: [Problem]
  /// The folder in which git is run.
  let projectFolder: String

  /// Makes every check of `release verify`; no program that is started sees a token.
  init(
    _ session: Session, _ files: ReleaseFiles, tag: String, token: ForgeToken?
  ) throws(Problems) {
    self.session = session
    projectFolder = files.folder
    folder = try session.releaseFolder(tag: tag)
    ForgeToken.withhold(token, from: session)
    guard File.exists(folder + "/" + ReleaseFolder.manifest) else {
      throw Problems([
        Problem(
          "release.not-cut", "there is no '\(session.shown(folder))/\(ReleaseFolder.manifest)'",
          hint: "`perfkit release cut \(tag)` makes it", verdict: .refused)
      ])
    }
    journal = try ForgeJournal(session, tag: tag, folder: folder)
    let frozen: FrozenRelease
    do throws(FrozenRelease.Fault) {
      frozen = try FrozenRelease(folder: folder, tag: tag)
    } catch {
      throw Problems([error.problem])
    }
    let (object, cautions) = try Self.verified(
      session, tag: tag, folder: folder, projectFolder: projectFolder)
    release = frozen.release(tagObject: object)
    var warnings = cautions.map { Problem("tag.warning", $0, verdict: .warn) }
    if !frozen.hasFrozenNotes {
      warnings.append(
        Problem(
          "release.notes",
          "\(FrozenRelease.notesFile) was edited after it was frozen: "
            + "release.json names other notes", verdict: .warn))
    }
    self.warnings = warnings
    guard !session.options.strict || warnings.isEmpty else {
      throw Problems(
        warnings.map { Problem($0.code, $0.message, hint: $0.hint, verdict: .fail) })
    }
  }

  /// The id of the tag, once it and all that it names were verified, and what is to be told.
  private static func verified(
    _ session: Session, tag: String, folder: String, projectFolder: String
  ) throws(Problems) -> (object: String, warnings: [String]) {
    let proof = try attempt {
      guard let repository = try Repository.discover(from: projectFolder) else {
        throw Problems([
          Problem("git.no-repository", "'\(session.shown(projectFolder))' is in no git repository")
        ])
      }
      return try ReleaseProof(
        session, repository, tag: tag,
        trust: try ReleaseKeys(tag: tag, ref: nil).trust(session, repository),
        folder: folder + "/" + ReleaseFolder.artefacts)
    }
    if proof.isGood, let object = proof.verification.object { return (object, proof.warnings) }
    throw Problems(
      [
        Problem(
          "release.unverified", "the release \(tag) cannot be verified; nothing was sent",
          hint: "`perfkit release verify \(tag)` shows every check, "
            + "`perfkit release status \(tag)` what is done", verdict: .refused)
      ] + proof.report(.refused).problems)
  }

  /// A forge, ready to be asked.
  func connect(_ target: ForgeTarget) -> any Forge {
    let access = ForgeAccess(
      address: target.forge.apiAddress, repository: target.forge.repository,
      token: target.token.value,
      wait: { seconds in
        for _ in 0..<seconds * 10 where Interruption.signal == nil { usleep(100_000) }
      }, isCancelled: { Interruption.signal != nil })
    switch target.forge.kind {
    case .github: return GitHub(access)
    case .gitlab: return GitLab(access)
    case .forgejo: return Forgejo(access)
    }
  }

  /// The steps on a forge; each is noted and told.
  func steps(on target: ForgeTarget, _ connection: any Forge) -> ForgeDraft {
    ForgeDraft(connection, release) { journal.record($0, of: release, on: target.forge) }
  }

  /// What a command ends with that did its work.
  func result(_ members: [(String, JSON?)]) throws(Problems) -> CommandResult {
    let verdict: Verdict = warnings.isEmpty ? .pass : .warn
    let text = ProblemText(style: session.console.errorStyle)
    for warning in warnings {
      session.console.complain(text.text(of: warning, label: "warning"))
    }
    return CommandResult(
      verdict,
      document: .object(
        members + [
          ("tag", .string(release.tag)), ("commit", .string(release.commit)),
          ("tag_object", .string(release.tagObject)),
          ("assets", .array(release.assets.map(\.json))), ("steps", try journal.finish()),
          ("warnings", .array(warnings.map(\.json))), ("errors", .array([])),
          ("verdict", .string(verdict.rawValue)), ("exit", .integer(verdict.exitStatus())),
        ]))
  }
}

extension ReleasePolicy.Forge {
  /// The forge in a document.
  var json: JSON {
    .object([
      ("kind", .string(kind.rawValue)), ("repository", .string(repository)),
      ("api", .string(apiAddress)),
    ])
  }
}

extension ForgeRelease.Asset {
  /// The file in a document.
  var json: JSON {
    .object([
      ("name", .string(name)), ("size", .integer(size)), ("sha256", .string(sha256)),
    ])
  }
}

/// Draws how much of a file has been on its way.
struct TransferProgress {
  let console: Console
  /// Such as `uploading`.
  let work: String
  private static let width = 24

  func show(_ asset: ForgeRelease.Asset, _ count: Int) {
    let done = min(max(count, 0), asset.size)
    let filled = asset.size == 0 ? 0 : done * Self.width / asset.size
    let bar = String(repeating: "#", count: filled)
    let rest = String(repeating: ".", count: Self.width - filled)
    let percent = asset.size == 0 ? 0 : done * 100 / asset.size
    let size = Quantity.text(Double(asset.size), unit: "B")
    console.progress("\(work) [\(bar)\(rest)] \(percent) % of \(size)  \(asset.name)")
  }
}
