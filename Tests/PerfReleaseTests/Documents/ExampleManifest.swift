import PerfModel
import PerfRelease

extension ReleaseManifest {
  /// A manifest in which everything occurs that a manifest can hold.
  static var example: ReleaseManifest {
    let demo = RunRecord.BuiltEngine(
      name: "demo", build: "swiftpm", toolchain: "Swift version 6.3.1 (swift-6.3.1-RELEASE)",
      flags: ["CFLAGS=-O2"],
      artefacts: [RunRecord.Artefact(path: "demo", sha256: digest("d"), size: 70_000)])
    var manifest = ReleaseManifest(
      project: "demo", tag: "v0.9-beta", version: "0.9-beta",
      commit: "0123456789abcdef0123456789abcdef01234567",
      tree: "89abcdef0123456789abcdef0123456789abcdef",
      commitTime: UTCTime(seconds: 1_700_000_000),
      previousReason: "v0.8 is the newest release among the ancestors",
      build: ReleaseBuild(
        perfkit: "0.1.0",
        environment: ReleaseBuild.Environment(
          architecture: "x86_64", os: "Debian GNU/Linux 12 (bookworm)", libc: "glibc 2.36",
          kernel: "6.1.0", cpuModel: "Example CPU"),
        engines: [demo]),
      performance: measured)
    manifest.repository = "https://example.org/demo.git"
    manifest.license = "Apache-2.0"
    manifest.previous = Previous(
      tag: "v0.8", commit: "fedcba9876543210fedcba9876543210fedcba98")
    manifest.configDigest = digest("c")
    manifest.dependencies = [
      SourceDependency(
        name: "swift-example", version: "1.2.3",
        revision: "00112233445566778899aabbccddeeff00112233",
        location: "https://example.org/swift-example.git")
    ]
    manifest.artefacts = files
    manifest.evidence = [
      Evidence(
        suite: "bench", run: "20231114T221320Z-00000001", sha256: digest("1"), verdict: .warn),
      Evidence(
        suite: "smoke", run: "20231114T221320Z-00000002", sha256: digest("2"), verdict: .pass),
    ]
    manifest.notes = Notes(sha256: digest("3"), size: 4096)
    manifest.overrides = [Override(gate: "docs-links", reason: "the \"old\" page moves tomorrow")]
    return manifest
  }

  private static func digest(_ digit: Character) -> String { String(repeating: digit, count: 64) }

  private static var files: [ReleaseArtefact] {
    let linkage = Linkage(
      machine: "x86_64", interpreter: "/lib64/ld-linux-x86-64.so.2",
      libraries: ["libswiftCore.so", "libc.so.6"], glibc: "2.34", searchPaths: ["$ORIGIN"],
      isStripped: true)
    return [
      ReleaseArtefact(
        name: "demo-v0.9-beta-evidence.tar.gz", size: 2048, sha256: digest("4"),
        mediaType: "application/gzip",
        contents: [
          ReleaseArtefact.Content(
            name: "demo-v0.9-beta-evidence/smoke.json", size: 100, sha256: digest("2"),
            linkage: nil)
        ]),
      ReleaseArtefact(
        name: "demo-v0.9-beta-linux-x86_64.tar.gz", size: 123_456, sha256: digest("5"),
        mediaType: "application/gzip",
        contents: [
          ReleaseArtefact.Content(
            name: "demo-v0.9-beta-linux-x86_64/LICENSE", size: 11_357, sha256: digest("6"),
            linkage: nil),
          ReleaseArtefact.Content(
            name: "demo-v0.9-beta-linux-x86_64/bin/demo", size: 70_000, sha256: digest("d"),
            linkage: linkage),
        ]),
    ]
  }

  private static var measured: ReleasePerformance {
    var row = Comparison.Row(
      suite: "bench", caseName: "quick/scenario=a", metric: "wall_time", unit: "s", better: .lower,
      gating: true, base: .number(1.25), head: .number(1.5))
    row.changePercent = 20
    row.intervalPercent = 18.5...21.5
    row.pairs = 12
    row.verdict = .warn
    row.notes = ["confirmed"]
    let digests = Comparison.Row(
      suite: "bench", caseName: "quick/scenario=a", metric: "r.csv", unit: "digest", better: nil,
      gating: true, base: .text("a"), head: .text("a"))
    return ReleasePerformance(
      Comparison(
        base: "v0.8", head: "v0.9-beta", rows: [row, digests], warnings: [], verdict: .warn),
      sha256: digest("7"))
  }
}
