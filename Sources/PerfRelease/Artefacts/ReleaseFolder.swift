/// Where the files of a release lie, below perfkit's state folder.
public enum ReleaseFolder {
  /// The files to be published.
  public static let artefacts = "artefacts"
  /// The frozen manifest.
  public static let manifest = "release.json"

  /// `release/TAG`, for a tag whose parts are plain names.
  public static func path(tag: String) throws(ArtefactError) -> String {
    for part in tag.split(separator: "/", omittingEmptySubsequences: false) {
      if let fault = FileNames.fault(in: String(part)) { throw .name(tag, fault: fault) }
    }
    return "release/" + tag
  }
}
