/// The texts of `templates/`, part of the binary.
public enum Templates {
  /// The starter perfkit.yaml for a kind of project.
  public static func starter(_ kind: Starter) -> String {
    let bytes =
      switch kind {
      case .swiftpm: PackageResources.starter_swiftpm_yaml
      case .cmake: PackageResources.starter_cmake_yaml
      case .cargo: PackageResources.starter_cargo_yaml
      case .make: PackageResources.starter_make_yaml
      case .generic: PackageResources.starter_generic_yaml
      }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The Mustache template of a release's text; a project's own `templates/` folder may hold another.
  public static func release(_ text: ReleaseText) -> [UInt8] {
    switch text {
    case .notes: PackageResources.release_notes_md_mustache
    case .changelogEntry: PackageResources.changelog_entry_md_mustache
    case .announcement: PackageResources.announcement_md_mustache
    }
  }

  /// The style sheet of reports in HTML.
  public static var reportStyle: String {
    String(decoding: PackageResources.report_css, as: UTF8.self)
  }

  /// The texts of a release; the raw value is the name of the template's file.
  public enum ReleaseText: String, Sendable, CaseIterable {
    case notes = "release-notes.md.mustache"
    case changelogEntry = "changelog-entry.md.mustache"
    case announcement = "announcement.md.mustache"
  }

  /// The kinds of projects that have a starter.
  public enum Starter: String, Sendable, CaseIterable { case swiftpm, cmake, cargo, make, generic }
}
