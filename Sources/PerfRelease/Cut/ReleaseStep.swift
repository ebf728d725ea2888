/// The steps of a release, in their order: those of cutting it, then those on each forge.
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
  case payloadWritten = "payload-written"
  case tagPushed = "tag-pushed"
  case draftCreated = "draft-created"
  case assetUploaded = "asset-uploaded"
  case readBack = "read-back"
  case published
  case postVerified = "post-verified"

  /// The steps up to the verified tag.
  public static let cutting = Array(allCases.prefix { $0 != .payloadWritten })
  /// The steps that every forge takes.
  public static let publishing = Array(allCases.drop { $0 != .payloadWritten })

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
    case .payloadWritten: "what the forge is sent is in a file"
    case .tagPushed: "the forge has the signed tag"
    case .draftCreated: "the forge has one draft"
    case .assetUploaded: "the draft has every file"
    case .readBack: "every file was compared with the local one"
    case .published: "everybody sees the release"
    case .postVerified: "what everybody sees was compared with the local files"
    }
  }

  /// Whether the later steps must be done again after this one.
  ///
  /// Payloads are for people to read: what the forge is sent is made anew.
  var undoesLaterSteps: Bool { self != .payloadWritten }
}
