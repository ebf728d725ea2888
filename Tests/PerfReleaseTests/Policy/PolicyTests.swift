import PerfFiles
import PerfModel
import PerfRelease
import Testing

@Suite struct PolicyTests {
  private static let whole = """
    version: 1
    project: demo
    license: MIT OR (Apache-2.0 AND BSD-3-Clause)
    tags: ["v*", "{a,b}-?"]
    branches: [main, "release/*"]
    suites: [smoke]
    comparison: {required: true, worst: pass}
    artefacts:
      - {name: demo, engine: demo, files: [bin/demo, "*.so"], formats: [tar.gz, zip]}
      - {name: notes.txt, files: [NOTES], formats: [tar.zst]}
    documents: [spdx, test-result]
    signing: {format: ssh, key: key.pub, keys: keys, warn_before: 7d}
    forges:
      - {kind: gitlab, repository: group/sub/demo, url: "https://git.example.org/"}
      - {kind: github, repository: o/demo}
    changelog: {file: NEWS.md, required: false}
    links: {mode: warn, paths: [docs]}
    overrides: [{gate: links, tag: v1, reason: they move}]
    """

  private func read(_ text: String) throws(Problems) -> ReleasePolicy {
    try PolicyReader.read(
      Array(text.utf8), file: "release/policy.yaml", engines: ["demo"], suites: ["smoke", "bench"])
  }

  @Test func everyKeyIsRead() throws {
    let policy = try read(Self.whole)
    #expect(policy.project == "demo")
    #expect(policy.license == "MIT OR (Apache-2.0 AND BSD-3-Clause)")
    #expect(policy.tags == ["v*", "{a,b}-?"])
    #expect(policy.branches == ["main", "release/*"])
    #expect(policy.suites == ["smoke"])
    #expect(policy.comparison.isRequired && policy.comparison.worst == .pass)
    #expect(policy.artefacts.map(\.engine) == ["demo", nil])
    #expect(policy.artefacts[0].files == ["bin/demo", "*.so"])
    #expect(policy.artefacts.map(\.formats) == [[.tarGzip, .zip], [.tarZstandard]])
    #expect(policy.documents == [.spdx, .testResult])
    #expect(policy.signing.format == .ssh && policy.signing.key == "key.pub")
    #expect(policy.signing.keys == "keys" && policy.signing.warnsBefore == .seconds(7 * 86400))
    #expect(
      policy.forges.map(\.page) == [
        "https://git.example.org/group/sub/demo", "https://github.com/o/demo",
      ])
    #expect(policy.changelog.file == "NEWS.md" && !policy.changelog.isRequired)
    #expect(policy.links.mode == .warn && policy.links.paths == ["docs"])
    #expect(policy.overrides == [.init(gate: .links, tag: "v1", reason: "they move")])
  }

  @Test func littleIsNeeded() throws {
    let policy = try read(
      "version: 1\ntags: [v*]\nsigning: {format: openpgp}\n".replacing("[v*]", with: "[\"v*\"]"))
    #expect(policy.changelog.isRequired)
    #expect(policy.links.mode == .gate)
    #expect(policy.signing.keys == "release/keys")
    #expect(policy.artefacts.isEmpty && policy.overrides.isEmpty)
  }

  /// The code of a mistake, its line and column, and its hint, for a change to the whole policy.
  @Test(arguments: [
    ("tags:", "tag:", "policy.unknown-key 4:1 did you mean 'tags'?"),
    ("version: 1", "version: 2", "policy.bad-version 1:10 this perfkit reads 'version: 1'"),
    ("[\"v*\", \"{a,b}-?\"]", "[]", "policy.empty-list 4:7 -"),
    ("{a,b}-?", "{a,b", "policy.bad-glob 4:14 '*' is any text, '?' any character, '{a,b}' either"),
    (
      "MIT OR (", "MIT (",
      "policy.bad-license 3:10 such as Apache-2.0, or 'MIT OR GPL-2.0-or-later'"
    ),
    ("suites: [smoke]", "suites: [smok]", "policy.unknown-suite 6:10 did you mean 'smoke'?"),
    ("engine: demo,", "engine: dmo,", "policy.unknown-engine 9:26 did you mean 'demo'?"),
    ("[tar.gz, zip]", "[tar.gx, zip]", "policy.bad-choice 9:69 did you mean 'tar.gz'?"),
    (
      "bin/demo", "../demo",
      "policy.bad-path 9:40 write it relative to the folder of perfkit.yaml, without '..'"
    ),
    ("name: notes.txt", "name: demo", "policy.twice 10:5 -"),
    ("name: notes.txt", "name: a/b", "policy.bad-name 10:12 -"),
    ("format: ssh, ", "", "policy.missing-key 12:10 -"),
    ("format: ssh", "format: pgp", "policy.bad-choice 12:19 -"),
    ("7d", "soon", "policy.bad-duration 12:63 -"),
    (
      "https://git", "http://git",
      "policy.bad-url 14:53 http:// is not accepted: a token would travel in the open"
    ),
    ("repository: o/demo", "repository: demo", "policy.bad-repository 15:32 -"),
    ("mode: warn", "mode: off", "-"),
    ("required: false", "required: no", "policy.wrong-type 16:38 -"),
    ("gate: links", "gate: key", "policy.no-override 18:20 -"),
    ("reason: they move", "reason: \"\"", "policy.wrong-type 18:44 -"),
    (", reason: they move", "", "policy.missing-key 18:13 the notes tell it"),
    ("project: demo", "project:", "policy.no-value 2:1 give it one, or remove the key"),
    ("documents: [spdx", "documents: [[spdx]", "policy.bad-choice 11:13 -"),
    ("branches: [main", "branches: main #", "policy.wrong-type 5:11 -"),
  ])
  func mistakesHaveTheirPlace(old: String, new: String, told: String) throws {
    let text = Self.whole.replacing(old, with: new, maxReplacements: 1)
    try #require(text != Self.whole)
    do throws(Problems) {
      _ = try read(text)
      #expect(told == "-")
    } catch {
      let shown = error.all.map { problem in
        "\(problem.code) \(problem.line ?? 0):\(problem.column ?? 0) \(problem.hint ?? "-")"
      }
      #expect(shown == [told])
      #expect(error.all.allSatisfy { $0.verdict == .usage && $0.excerpt != nil })
    }
  }

  @Test func whatIsNoYAMLIsToldSo() throws {
    let problems = try #require(throws: Problems.self) { _ = try read("version: [1") }
    #expect(problems.all.first?.code.hasPrefix("yaml.") == true)
    #expect(problems.all.first?.line == 2)
  }

  @Test func manyMistakesAreToldAtOnce() throws {
    let problems = try #require(throws: Problems.self) {
      _ = try read("version: 1\ntags: [\"v*\"]\nsigning: {format: x}\nsuits: [a]\nlinks: 3\n")
    }
    #expect(problems.all.map(\.line) == [3, 4, 5])
  }

  @Test func theProjectsOwnPolicyIsOne() throws {
    let path = String(#filePath.split(separator: "/Tests/")[0]) + "/release/policy.yaml"
    let bytes = try File.read(path)
    let policy = try PolicyReader.read(
      bytes, file: path, engines: ["refengine"], suites: ["smoke", "bench"])
    #expect(policy.suites == ["smoke"])
    #expect(RepositoryGates.tagName("v0.9-beta", policy).outcome == .ok)
  }
}
