internal import PerfJSON
internal import PerfRelease

extension ForgeJournal {
  /// Notes and tells a step of a draft.
  func record(_ step: ForgeDraft.Step, of release: ForgeRelease, on forge: ReleasePolicy.Forge) {
    let kind = forge.kind
    let own: [(String, JSON?)] = [("forge", .string(kind.rawValue))]
    switch step {
    case .tagged:
      add(.tagPushed, on: kind, ["object": release.tagObject])
    case .adopted(let id):
      add(.draftCreated, on: kind, draft(id, forge))
      tell("draft-adopted", "adopted draft \(id)", own + [("draft", .integer(id))])
    case .created(let id):
      add(.draftCreated, on: kind, draft(id, forge))
      tell("draft-created", "created draft \(id)", own + [("draft", .integer(id))])
    case .updated(let id):
      tell("text-updated", "updated the text", own + [("draft", .integer(id))])
    case .removed(let file):
      tell(
        "asset-removed", "removed \(file): it was not whole", own + [("file", .string(file))])
    case .uploaded(let file):
      add(.assetUploaded, on: kind, asset(file, release))
      tell("asset-uploaded", "uploaded \(file)", own + [("file", .string(file))])
    case .present(let file):
      add(.assetUploaded, on: kind, asset(file, release))
    case .checked(let files):
      add(.readBack, on: kind, ["files": "\(files)"])
      tell(
        "read-back", "read back \(files) files: they are the local ones",
        own + [("files", .integer(files))])
    case .published(let page):
      add(.published, on: kind, ["page": page])
      tell("published", "published \(release.tag)", own + [("page", .string(page))])
    case .publishedChecked(let files):
      add(.postVerified, on: kind, ["files": "\(files)"])
      tell(
        "post-verified", "what everybody sees are the \(files) local files",
        own + [("files", .integer(files))])
    }
  }

  private func draft(_ id: Int, _ forge: ReleasePolicy.Forge) -> [String: String] {
    ["draft": "\(id)", "repository": forge.repository]
  }

  private func asset(_ file: String, _ release: ForgeRelease) -> [String: String] {
    let digest = release.assets.first { $0.name == file }?.sha256
    return ["file": file, "sha256": digest ?? ""]
  }
}
