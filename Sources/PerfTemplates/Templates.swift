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

  /// The kinds of projects that have a starter.
  public enum Starter: String, Sendable, CaseIterable { case swiftpm, cmake, cargo, make, generic }
}
