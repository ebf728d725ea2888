/// Everything that the texts of a release are made of.
public struct NotesInput: Sendable {
  /// A shipped file.
  public struct Artefact: Sendable, Hashable {
    /// The file's name.
    public var name: String
    /// Bytes.
    public var size: Int
    /// SHA-256 in hexadecimal.
    public var sha256: String

    /// Names a file.
    public init(name: String, size: Int, sha256: String) {
      self.name = name
      self.size = size
      self.sha256 = sha256
    }
  }

  /// What is known of the speed against the previous release.
  public enum Performance: Sendable {
    /// A comparison that fits the release.
    case measured(ReleaseComparison)
    /// There is none, and why.
    case notMeasured(reason: String)
  }

  /// The project's name.
  public var project: String
  /// The new tag.
  public var tag: String
  /// The commit, 40 hexadecimal digits.
  public var commit: String
  /// The day of the commit, `YYYY-MM-DD`.
  public var day: String
  /// The previous release, or nil.
  public var previous: PreviousRelease?
  /// What happened since.
  public var history = History()
  /// The hand-written highlights, as Markdown of the project's own, and the file they are from.
  public var highlights: (text: String, file: String)?
  /// What is known of the speed.
  public var performance = Performance.notMeasured(reason: "there is no comparison")
  /// What is shipped.
  public var artefacts: [Artefact] = []
  /// The signing key's fingerprint, where it is known.
  public var key: String?
  /// The folder of the pinned keys.
  public var keys = "release/keys"
  /// The documents that the notes lead to, as paths.
  public var documents: [String] = []
  /// The gates that were let through.
  public var overrides: [ReleasePolicy.Override] = []
  /// What a reader must beware of.
  public var risks: [String] = []
  /// Where the release is published, or nil.
  public var forge: ReleasePolicy.Forge?
  /// The name of the file that holds the whole notes, where they are too long for a forge.
  public var fullNotes: String

  /// Makes an input without history, files or risks.
  public init(
    project: String, tag: String, commit: String, day: String, previous: PreviousRelease?
  ) {
    self.project = project
    self.tag = tag
    self.commit = commit
    self.day = day
    self.previous = previous
    fullNotes = "\(project)-\(Changelog.heading(of: tag).replacing("/", with: "-"))-notes.md"
  }
}

extension NotesInput {
  /// Where the changelog's references would lead, or nil where there is no forge.
  public var changelogLinks: Changelog.Links? {
    guard let pages = forge.map(ForgePages.init) else { return nil }
    let previous = previous.flatMap { TagName.fault(in: $0.tag) == nil ? $0.tag : nil }
    return Changelog.Links(
      unreleased: pages.changes(from: tag, to: "HEAD"),
      release: previous.map { pages.changes(from: $0, to: tag) } ?? pages.release(tag))
  }
}
