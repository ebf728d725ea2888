/// What forges take as it is: a file that one of them would rename or refuse is refused up front.
public enum ForgeLimits {
  /// The largest text of a release on GitHub, in bytes.
  public static let text = 125_000
  /// The first size that GitHub does not take.
  public static let file = 2 << 30
  /// The most files of a release on GitHub.
  public static let files = 1000

  /// Finds what no forge could hold as it is.
  public static func check(_ release: ForgeRelease) throws(ForgeError) {
    if release.body.utf8.count > text {
      throw .unfit(
        name: "the text of \(release.body.utf8.count) bytes", reason: "is longer than \(text)")
    }
    if release.assets.count > files {
      throw .unfit(
        name: "a release of \(release.assets.count) files", reason: "has more than \(files)")
    }
    for asset in release.assets {
      if let reason = fault(in: asset) { throw .unfit(name: "'\(asset.name)'", reason: reason) }
    }
    let names = release.assets.map { $0.name.lowercased() }.sorted()
    if let twin = zip(names, names.dropFirst()).first(where: { $0 == $1 }) {
      throw .unfit(name: "'\(twin.0)'", reason: "is there twice, but for capital letters")
    }
  }

  private static func fault(in asset: ForgeRelease.Asset) -> String? {
    if let fault = FileNames.fault(in: asset.name) { return fault }
    if asset.size == 0 { return "is empty" }
    if asset.size >= file { return "is larger than 2 GiB" }
    return nil
  }
}
