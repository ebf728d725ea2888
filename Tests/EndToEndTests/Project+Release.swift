import PerfJSON
import SigningFixture
import Testing

extension Project {
  /// A project that is ready for its first release v0.1, by Ada, but for the run of its suite.
  static func readyForRelease(
    format: String = "openpgp", key: String = "$ada"
  ) throws -> Project {
    let project = try Project(
      .init(
        engine:
          "{source: ., build: steps, steps: [[cc, -O2, -o, demo, demo.c]], artefacts: [demo]}",
        cases: ["{name: quick, command: [demo]}"]))
    try project.write("int main(void) { return 0; }\n", to: "demo.c")
    try project.write(
      """
      version: 1
      license: MIT
      tags: ["v*"]
      branches: [main]
      suites: [main]
      artefacts: [{name: demo, engine: demo, files: [demo], formats: [tar.gz, zip]}]
      documents: [spdx, cyclonedx, provenance, test-result]
      signing: {format: \(format)}

      """, to: "release/policy.yaml")
    try project.write("# Demo\n", to: "README.md")
    try project.write("# Changelog\n\n## [0.1] - 2026-01-01\n\n- x\n", to: "CHANGELOG.md")
    try project.write(".perfkit\ndemo\n", to: ".gitignore")
    try project.tagScript(
      """
      mkdir -p release/keys; gpg --armor --export $ada >release/keys/ada.asc
      echo "ada@example.org $(cut -d' ' -f1-2 $ssh/ada.pub)" >release/keys/allowed_signers
      """)
    try project.commitAll("feat: first")
    try project.tagScript("git config user.signingKey \(key)")
    return project
  }

  /// The settings by which programs find the keys of the tests, and a time of their own.
  static var signing: [String: String] {
    ["GNUPGHOME": Keyring.shared.home, "SOURCE_DATE_EPOCH": "1760000000"]
  }

  /// Runs `perfkit release` with the keys of the tests.
  @discardableResult
  func release(
    _ arguments: String..., exits status: Int32 = 0, _ verdict: String = "warn",
    at location: SourceLocation = #_sourceLocation
  ) throws -> Invocation {
    try perfkit(
      ["release"] + arguments, exits: status, verdict, setting: Self.signing, at: location)
  }

  /// What is in the release's folder and in its tag, but for the signatures and times.
  func releaseContent(_ tag: String) throws -> String {
    try sh(
      """
      cd .perfkit/release/\(tag); find . -type f | sort
      sha256sum release.json notes.md artefacts/*.gz artefacts/*.zip artefacts/*.spdx.json
      git cat-file tag \(tag) | sed '/^-----BEGIN/,$d'; git tag -l
      """)
  }
}
