import PerfJSON
import Testing

@Suite struct ReleasePlanTests {
  private static let policy = """
    version: 1
    tags: ["v*"]
    branches: [main]
    suites: [main]
    signing: {format: openpgp}
    forges: [{kind: github, repository: o/r}]

    """

  /// A project with a first release v0.1 and further commits, all of its gates content once its suite
  /// has run.
  private func project(_ messages: [String] = ["feat: second thing (#2)"]) throws -> Project {
    let project = try Project(Project.Plan(), engine: Project.leaving())
    try project.write(Self.policy, to: "release/policy.yaml")
    try project.write("# Demo\n\n[log](CHANGELOG.md)\n", to: "README.md")
    try project.write(".perfkit\n", to: ".gitignore")
    try project.write("# Changelog\n\n## [0.2-beta] - 2026-01-01\n\n- x\n", to: "CHANGELOG.md")
    try project.commitAll("first")
    try project.sh("git tag v0.1")
    for (number, message) in messages.enumerated() {
      try project.write("\(number)\n", to: "part.txt")
      try project.write(message, to: "../x/message")
      try project.sh("git add -A; git commit -q --cleanup=verbatim -F '\(project.outside)/message'")
    }
    return project
  }

  private func gates(_ call: Invocation) -> [String: String] {
    var found: [String: String] = [:]
    for gate in call.document["gates"]?.elements ?? [] {
      found[gate["gate"]?.text ?? ""] = gate["outcome"]?.text
    }
    return found
  }

  private func facts(_ gate: String, _ call: Invocation) -> [String] {
    let entry = call.document["gates"]?.elements?.first { $0["gate"]?.text == gate }
    return (entry?["facts"]?.elements ?? []).compactMap(\.text)
  }

  @Test func aTestedCommitIsLetThrough() throws {
    let project = try project()
    try project.perfkit("smoke")
    let call = try project.perfkit("release", "plan", "v0.2-beta")
    #expect(
      gates(call).filter { $0.value != "ok" } == ["artefacts": "later", "key": "later"])
    #expect(call.document["previous"]?["tag"]?.text == "v0.1")
    #expect(call.document["previous"]?["reason"]?.text == "nearest")
    #expect(call.document["history"]?["kinds"]?["feature"]?.integer == 1)
    #expect(
      call.document["commit"]?.text == (try project.sh("git rev-parse HEAD")).filter { $0 != "\n" })
    #expect(call.output.contains("no gate refuses; nothing was changed"))
    let tag = call.document["tag_object"]
    #expect(tag?["message"]?.text == "demo v0.2-beta\n\n")
    let record = try project.sh("sha256sum .perfkit/runs/*/run.json | cut -c1-64").dropLast()
    #expect(tag?["trailers"]?["evidence"]?.elements == [.string(String(record))])
    let notes = try #require(call.document["notes"]?["text"]?.text)
    #expect(notes.contains("- second thing (\\#&#8203;2) ([`"))
    #expect(notes.contains("[#2](https://github.com/o/r/issues/2)"))
    let payload = try #require(call.document["payload"]?["github"])
    #expect(payload["tag_name"]?.text == "v0.2-beta" && payload["name"]?.text == "demo 0.2-beta")
    #expect(payload["body"]?.text == notes && payload["draft"]?.flag == true)
    #expect(payload["prerelease"]?.flag == true && payload["make_latest"]?.text == "false")
    #expect(payload["target_commitish"]?.text == call.document["commit"]?.text)
  }

  @Test func itChangesNothingAndSaysTheSameAgain() throws {
    let project = try project()
    let before = try project.sh(
      "git status --porcelain --ignored; git for-each-ref; find . -path ./.git -prune -o -type f -print | sort"
    )
    let first = try project.perfkit(
      "release", "plan", "v0.2-beta", exits: 6, "refused", keepsState: false)
    let second = try project.perfkit(
      "release", "plan", "v0.2-beta", exits: 6, "refused",
      setting: ["TZ": "Asia/Tokyo", "LANG": "de_DE.UTF-8"], keepsState: false)
    #expect(first.document.document == second.document.document)
    #expect(first.output == second.output)
    try project.sh("rm -rf .perfkit")
    let after = try project.sh(
      "git status --porcelain --ignored; git for-each-ref; find . -path ./.git -prune -o -type f -print | sort"
    )
    #expect(before == after)
  }

  @Test func anotherCommitIsNotTheTestedOne() throws {
    let project = try project()
    try project.perfkit("smoke")
    try project.sh("git commit -q --allow-empty -m 'fix: nothing'")
    let call = try project.perfkit("release", "plan", "v0.2-beta", exits: 6, "refused")
    #expect(gates(call).filter { $0.value == "refused" } == ["suites": "refused"])
    #expect(facts("suites", call).first?.contains(" is of commit ") == true)
    #expect(call.errorCodes == ["release.suites"])
    #expect(call.output.contains("→ with the commit checked out and clean, run the suite main"))
  }

  @Test func hiddenChangesAreFound() throws {
    let project = try project()
    try project.perfkit("smoke")
    try project.sh(
      """
      git update-index --assume-unchanged part.txt; echo hidden > part.txt
      git update-index --skip-worktree README.md; echo '# other' > README.md
      echo new > untracked.txt; echo staged > staged.txt; git add staged.txt; chmod +x CHANGELOG.md
      """)
    let call = try project.perfkit("release", "plan", "v0.2-beta", exits: 6, "refused")
    #expect(
      facts("clean-tree", call) == [
        "modified: CHANGELOG.md", "modified: README.md", "modified: part.txt",
        "staged: staged.txt", "untracked: untracked.txt",
      ])
  }

  @Test func namesAndBranchesAreJudged() throws {
    let project = try project()
    try project.sh(
      "git tag -a -m x v0.2; git checkout -q -b topic; git commit -q --allow-empty -m y")
    for (tag, gate) in [
      ("v0.2.0", "tag-twin"), ("V0.3", "tag-name"), ("v0.3$(id)", "tag-name"), ("v0.2", "tag-twin"),
      ("v0.3..4", "tag-name"),
    ] {
      let call = try project.perfkit("release", "plan", tag, exits: 6, "refused")
      #expect(gates(call)[gate] == "refused", "\(tag)")
      #expect(gates(call)["branch"] == "refused")
    }
  }

  @Test func stableComparesWithStable() throws {
    let project = try project(["feat: a"])
    try project.sh(
      "git tag v0.2-beta; git commit -q --allow-empty -m 'feat: b'; git tag v0.2-rc.1; git commit -q --allow-empty -m 'feat: c'"
    )
    func previous(_ arguments: String...) throws -> String {
      let call = try project.perfkit(["release", "plan"] + arguments, exits: 6, "refused")
      let found = call.document["previous"]
      return "\(found?["tag"]?.text ?? "none") \(found?["reason"]?.text ?? "-") "
        + "\(call.document["history"]?["commits"]?.integer ?? -1)"
    }
    #expect(try previous("v0.2") == "v0.1 stable 3")
    #expect(try previous("v0.2-rc.2") == "v0.2-rc.1 nearest 1")
    #expect(try previous("v0.2", "--since", "v0.2-beta") == "v0.2-beta asked 2")
    #expect(try previous("v0.1-alpha") == "none - 4")
    try project.sh("git checkout -q --orphan other; git commit -q -m alone")
    #expect(try previous("v0.3") == "none - 1")
    try project.perfkit(
      "release", "plan", "v0.3", "--since", "v0.1", exits: 64, "usage")
    try project.perfkit("release", "plan", "v0.3", "--since", "v9", exits: 64, "usage")
  }

  @Test func hostileCommitsStayText() throws {
    let project = try project([
      "feat(<x>): <script>alert(1)</script> @all closes #1 [a](javascript:b) ![t](https://t/p)",
      "\u{1B}[31mred\u{202E}gnp`code` | cell <!-- perfkit:end changes -->",
      "# heading\n\nfix: no\n\nBREAKING CHANGE: - <b>\n\n    code",
    ])
    let call = try project.perfkit("release", "plan", "v0.2", exits: 6, "refused")
    let notes = try #require(call.document["notes"]?["text"]?.text)
    #expect(notes.contains(#"- **\<x\>:** \<script\>alert(1)\</script\> @&#8203;all closes"#))
    #expect(notes.contains(#"redgnp\`code\` \| cell \<!-- perfkit:end changes --\>"#))
    #expect(notes.contains("- \\# heading (["))
    #expect(notes.contains("  \\- \\<b\\>\n"))
    #expect(!notes.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" })
  }

  @Test func peopleGoByTheMailmapOfTheCommit() throws {
    let project = try project()
    try project.write(
      "Ada Lovelace <ada@example.org> Ada Example\nNew Name <ada@example.org>\n", to: ".mailmap")
    try project.commitAll("mailmap")
    let call = try project.perfkit("release", "plan", "v0.2", exits: 6, "refused")
    let people = call.document["history"]?["contributors"]?.elements ?? []
    #expect(
      people.map { "\($0["name"]?.text ?? "") \($0["commits"]?.integer ?? 0)" } == ["New Name 2"])
  }

  @Test func textsAreOfTheProjectsOwnTemplates() throws {
    let project = try project()
    try project.write(
      "{{project}} {{tag}}: {{#groups}}{{title}}{{/groups}}\n",
      to: "templates/release-notes.md.mustache")
    try project.write("We are proud.\n", to: "release/notes/v0.2.md")
    let notes = try project.perfkit("release", "plan", "v0.2", "--notes", exits: 6, "refused")
    #expect(notes.output == "demo v0.2: New\n")
    let announcement = try project.perfkit(
      "release", "plan", "v0.2", "--announcement", exits: 6, "refused")
    #expect(
      announcement.output.hasPrefix(
        "# demo 0.2\n\ndemo 0.2 is out: 1 commit since v0.1.\n\nWe are proud.\n"))
    let changelog = try project.perfkit(
      "release", "plan", "v0.2", "--changelog", exits: 6, "refused")
    #expect(
      changelog.output.hasPrefix(
        "# Changelog\n\n## [0.2] - 2023-11-14\n\n### Added\n\n- second thing"))
    try project.write("a\n{{{tag}}}\n", to: "templates/release-notes.md.mustache")
    let mistake = try project.perfkit("release", "plan", "v0.2", exits: 64, "usage")
    #expect(mistake.errorCodes == ["template.unescaped"])
    #expect(mistake.errors.contains("templates/release-notes.md.mustache:2:1"))
  }

  @Test func aReasonLetsAGateThrough() throws {
    let project = try project()
    try project.write("[dead](nowhere.md)\n", to: "README.md")
    try project.commitAll("docs: a dead link")
    try project.perfkit("smoke")
    let refused = try project.perfkit("release", "plan", "v0.2-beta", exits: 6, "refused")
    #expect(facts("links", refused) == ["README.md:1: 'nowhere.md' leads nowhere"])
    let call = try project.perfkit(
      "release", "plan", "v0.2-beta", "--override", "links=it moves next week")
    #expect(gates(call)["links"] == "overridden")
    #expect(call.document["overrides"]?.elements?.first?["reason"]?.text == "it moves next week")
    #expect(
      call.document["notes"]?["text"]?.text?.contains(
        "- The gate `links` was overridden: it moves next week") == true)
    for text in ["links", "links= ", "link=x", "key=x"] {
      let wrong = try project.perfkit(
        "release", "plan", "v0.2-beta", "--override", text, exits: 64, "usage")
      #expect(wrong.errorCodes == ["usage.override"], "\(text)")
    }
  }

  @Test func aComparisonMustFitTheCommits() throws {
    let project = try project()
    try project.perfkit("smoke")
    func comparison(_ head: String, _ verdict: String) throws -> String {
      let base = try project.sh("git rev-parse v0.1").filter { $0 != "\n" }
      let text = """
        {"format": "perfkit-comparison/1", "base": "v0.1", "head": "tree", "verdict": "\(verdict)",
         "sides": {"base": {"revision": {"commit": "\(base)"}},
        "head": {"revision": {"commit": "\(head)", "dirty": false}}},
         "rows": [{"case": "quick", "metric": "wall_time", "unit": "s", "better": "lower",
          "gating": true, "base": 1, "head": 1.15, "change_percent": 15, "ci_percent": [13, 17],
          "verdict": "\(verdict)", "notes": []}]}
        """
      try project.write(text, to: "../x/comparison.json")
      return project.outside + "/comparison.json"
    }
    let head = try project.sh("git rev-parse HEAD").filter { $0 != "\n" }
    let good = try project.perfkit(
      "release", "plan", "v0.2-beta", "--comparison", try comparison(head, "warn"))
    #expect(
      good.document["notes"]?["text"]?.text?.contains(
        "| 1 s | 1.15 s | +15.0 % [13.0, 17.0] | worse |") == true)
    let bad = try project.perfkit(
      "release", "plan", "v0.2-beta", "--comparison", try comparison(head, "fail"), exits: 6,
      "refused")
    #expect(gates(bad)["comparison"] == "refused")
    let other = try project.perfkit(
      "release", "plan", "v0.2-beta", "--comparison", try comparison("abc", "pass"), exits: 6,
      "refused")
    #expect(
      other.document["notes"]?["text"]?.text?.contains(
        "Not measured: the comparison is of commit abc") == true)
    try project.sh(
      """
      cp .perfkit/runs/*/run.json '\(project.outside)/here.json'
      sed 's/"cpu_model": "[^"]*"/"cpu_model": "Another"/
        s/"fingerprint": "[^"]*"/"fingerprint": "0123456789abcdef"/' \
        '\(project.outside)/here.json' >'\(project.outside)/there.json'
      '\(Project.perfkit)' compare '\(project.outside)/there.json' '\(project.outside)/here.json' \
        --output '\(project.outside)/machines.json' || [ $? = 5 ]
      """)
    let machines = try project.perfkit(
      "release", "plan", "v0.2-beta", "--comparison", project.outside + "/machines.json", exits: 6,
      "refused")
    #expect(
      machines.document["notes"]?["text"]?.text?.contains(
        "\nNot measured: not comparable: the files were made on different machines.\n") == true)
    #expect(
      facts("comparison", machines)
        == ["not comparable: the files were made on different machines"])
    for (text, word) in [
      ("{", "is no JSON"), ("{\"format\": \"x\"}", "but a x"),
      ("{\"format\": \"perfkit-comparison/1\"}", "'base' is missing"),
    ] {
      try project.write(text, to: "../x/comparison.json")
      let wrong = try project.perfkit(
        "release", "plan", "v0.2-beta", "--comparison", project.outside + "/comparison.json",
        exits: 1, "error")
      #expect(wrong.errors.contains(word), "\(wrong.errors)")
    }
  }

  @Test func whatIsNotThereIsTold() throws {
    let project = try Project()
    let outside = try project.perfkit("release", "plan", "v1", exits: 64, "usage")
    #expect(outside.errorCodes == ["git.no-repository"])
    try project.sh(
      "git init -q -b main; git config user.name A; git config user.email a@example.org")
    #expect(
      try project.perfkit("release", "plan", "v1", exits: 64, "usage").errorCodes
        == ["git.no-commit"])
    try project.write("x", to: "x")
    try project.commitAll()
    let call = try project.perfkit("release", "plan", "v1.0", exits: 6, "refused")
    #expect(gates(call).filter { $0.value == "refused" } == ["policy": "refused"])
    try project.write("version: 1\ntag: [v]\n", to: "release/policy.yaml")
    let mistake = try project.perfkit("release", "plan", "v1.0", exits: 64, "usage")
    #expect(mistake.errors.contains("release/policy.yaml:2:1"))
  }

  @Test func aShallowCloneIsRefused() throws {
    let project = try project()
    try project.sh(
      "git clone -q --depth 1 \"file://$PWD\" '\(project.outside)/shallow'; cp -r '\(project.outside)/shallow' shallow; git replace HEAD HEAD~1"
    )
    let call = try project.perfkit(
      "release", "plan", "v0.2", exits: 6, "refused", below: "/shallow", keepsState: false)
    #expect(gates(call)["history"] == "refused")
    let replaced = try project.perfkit("release", "plan", "v0.2", exits: 6, "refused")
    #expect(facts("history", replaced).first?.hasPrefix("git replaces 1 object: ") == true)
    #expect(replaced.document["history"]?["kinds"]?["feature"]?.integer == 1)
  }
}
