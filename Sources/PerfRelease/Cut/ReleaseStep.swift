/// The steps of cutting a release, in their order.
public enum ReleaseStep: String, Sendable, Hashable, CaseIterable {
  case planned
  case evidenceChecked = "evidence-checked"
  case artefactsFrozen = "artefacts-frozen"
  case notesRendered = "notes-rendered"
  case manifestFrozen = "manifest-frozen"
  case documentsMade = "documents-made"
  case tagSigned = "tag-signed"
  case tagCreated = "tag-created"
  case tagVerified = "tag-verified"

  /// What is there once the step is done.
  public var outcome: String {
    switch self {
    case .planned: "commit, previous release, key and overrides are chosen"
    case .evidenceChecked: "the gates are passed, by records of this commit"
    case .artefactsFrozen: "archives and evidence are packed"
    case .notesRendered: "notes.md holds the notes"
    case .manifestFrozen: "release.json names every byte"
    case .documentsMade: "checksums, bills of materials and statements are made and signed"
    case .tagSigned: "the tag's bytes are signed"
    case .tagCreated: "the tag is in the repository"
    case .tagVerified: "the tag was read back and verified"
    }
  }
}
