/// What is to be published on a forge: pure values, made from the manifest and the notes.
public struct ForgeRelease: Sendable, Hashable {
  /// A file to be uploaded.
  public struct Asset: Sendable, Hashable {
    /// The name on the forge.
    public var name: String
    /// The file, absolute.
    public var path: String
    /// Bytes.
    public var size: Int
    /// SHA-256 in hexadecimal.
    public var sha256: String
    /// The media type.
    public var mediaType: String

    /// Makes an asset.
    public init(name: String, path: String, size: Int, sha256: String, mediaType: String) {
      self.name = name
      self.path = path
      self.size = size
      self.sha256 = sha256
      self.mediaType = mediaType
    }
  }

  /// The project's name.
  public var project: String
  /// The tag.
  public var tag: String
  /// The version that the tag stands for.
  public var version: String
  /// The id of the signed tag object.
  public var tagObject: String
  /// The commit the tag is of.
  public var commit: String
  /// The title.
  public var title: String
  /// The notes.
  public var body: String
  /// Whether the version is a pre-release.
  public var isPrerelease: Bool
  /// The files, sorted by name.
  public var assets: [Asset]

  /// The title of a project's release.
  static func title(of project: String, _ version: String) -> String { "\(project) \(version)" }

  /// Makes a release.
  public init(
    project: String, tag: String, version: String, tagObject: String, commit: String,
    title: String, body: String, isPrerelease: Bool, assets: [Asset]
  ) {
    self.project = project
    self.tag = tag
    self.version = version
    self.tagObject = tagObject
    self.commit = commit
    self.title = title
    self.body = body
    self.isPrerelease = isPrerelease
    self.assets = assets
  }
}

/// A release as a forge has it.
public struct RemoteRelease: Sendable, Hashable {
  /// A file of it.
  public struct Asset: Sendable, Hashable {
    /// The forge's number of it.
    public var id: Int
    /// Its name there.
    public var name: String
    /// Bytes.
    public var size: Int
    /// SHA-256 in hexadecimal, where the forge tells it.
    public var sha256: String?
    /// Whether the upload came to its end.
    public var isComplete: Bool
    /// Where its bytes are.
    public var address: String

    /// Makes an asset.
    public init(
      id: Int, name: String, size: Int, sha256: String?, isComplete: Bool, address: String
    ) {
      self.id = id
      self.name = name
      self.size = size
      self.sha256 = sha256
      self.isComplete = isComplete
      self.address = address
    }
  }

  /// The forge's number of it.
  public var id: Int
  /// Whether it is visible to maintainers only.
  public var isDraft: Bool
  /// The notes; nil where the forge keeps none before it publishes.
  public var body: String?
  /// Its page.
  public var page: String
  /// Where files are sent to.
  public var uploadAddress: String
  /// Its files.
  public var assets: [Asset]

  /// Makes a release.
  public init(
    id: Int, isDraft: Bool, body: String?, page: String, uploadAddress: String, assets: [Asset]
  ) {
    self.id = id
    self.isDraft = isDraft
    self.body = body
    self.page = page
    self.uploadAddress = uploadAddress
    self.assets = assets
  }
}

/// A tag as a forge has it.
public struct RemoteTag: Sendable, Hashable {
  /// The id that the ref names: a tag object's, or a commit's of a lightweight tag.
  public var object: String
  /// The commit; equal to `object` of a lightweight tag.
  public var commit: String

  /// Makes a tag.
  public init(object: String, commit: String) {
    self.object = object
    self.commit = commit
  }
}
