internal import PerfArguments

/// The commands that make releases.
enum Release {
  static let group: CommandNode = .group(
    "release", summary: "Build and pack what is published.", heading: "Release",
    [.command(ReleaseArtefacts.self)])
}
