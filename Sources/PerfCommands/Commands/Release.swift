internal import PerfArguments

/// The commands that make releases.
enum Release {
  static let group: CommandNode = .group(
    "release", summary: "Release tested commits: notes, artefacts, tags.", heading: "Release",
    [
      .command(ReleasePlanCommand.self), .command(ReleaseArtefacts.self),
      .command(ReleaseCutCommand.self), .command(ReleaseVerify.self), .command(ReleaseStatus.self),
      .command(ReleaseDraftCommand.self), .command(ReleasePublishCommand.self),
    ])
}
