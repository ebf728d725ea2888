import PerfGit
import PerfModel
import PerfRelease
import Testing

@Suite struct GateTests {
  private static let subject = ReleaseSubject(
    commit: Sample.commit, tree: "tree", config: "config")
  private static let previous = PreviousRelease(tag: "v0.8", commit: Sample.base, reason: .nearest)

  private static func policy(_ change: (inout ReleasePolicy) -> Void = { _ in }) -> ReleasePolicy {
    var policy = ReleasePolicy(tags: ["v*"], signing: .init(format: .openpgp))
    change(&policy)
    return policy
  }

  // MARK: The name

  @Test func theNameMustBeAccepted() {
    #expect(RepositoryGates.tagName("v0.9-beta", Self.policy()).outcome == .ok)
    #expect(
      RepositoryGates.tagName("vnext", Self.policy()).facts == [
        "'vnext' is no version: it has no place in the order of releases"
      ])
    #expect(RepositoryGates.tagName("0.9", Self.policy()).facts == ["'0.9' matches none of v*"])
    let hostile = RepositoryGates.tagName("v$(id)", Self.policy())
    #expect(hostile.outcome == .refused)
    #expect(hostile.facts.first?.hasPrefix("the name holds '$'") == true)
  }

  @Test func aTwinIsRefused() {
    #expect(RepositoryGates.tagTwin("v1.0", among: ["v0.9"], object: nil).outcome == .ok)
    let exists = RepositoryGates.tagTwin("v1.0", among: ["v1.0"], object: "abc")
    #expect(exists.facts == ["the tag 'v1.0' exists: object abc"])
    let twin = RepositoryGates.tagTwin("v1.0", among: ["v1.0.0", "V1.0\u{202E}"], object: nil)
    #expect(
      twin.facts == [
        "the tag 'v1.0.0' could be taken for it", "the tag 'V1.0\\u{202E}' could be taken for it",
      ])
  }

  // MARK: The repository

  @Test func theHistoryMustBeWhole() {
    #expect(RepositoryGates.history(isShallow: false, replaced: []).outcome == .ok)
    let shallow = RepositoryGates.history(isShallow: true, replaced: [])
    #expect(shallow.outcome == .refused)
    #expect(shallow.remedy == "git fetch --unshallow --tags")
    let replaced = RepositoryGates.history(isShallow: false, replaced: [Sample.commit])
    #expect(replaced.facts == ["git replaces 1 object: cccccccccccc"])
  }

  @Test func theTreeMustBeClean() {
    #expect(RepositoryGates.cleanTree([], operation: nil).outcome == .ok)
    let drift: [Drift] = (0..<25).map { Drift(path: "f\($0)\n", kind: .untracked) }
    let result = RepositoryGates.cleanTree(drift, operation: "rebase")
    #expect(result.outcome == .refused)
    #expect(result.facts.first == "git is in the middle of a rebase")
    #expect(result.facts[1] == "untracked: f0\\n")
    #expect(result.facts.last == "and 5 more")
  }

  @Test func theBranchMustBeOneOfThePolicy() {
    let policy = Self.policy { $0.branches = ["main", "release/*"] }
    #expect(RepositoryGates.branch(["topic", "release/1"], policy).facts == ["on release/1"])
    #expect(RepositoryGates.branch([], Self.policy()).facts == ["any branch"])
    #expect(
      RepositoryGates.branch(["topic"], policy).facts
        == ["the commit is on topic, not on main, release/*"])
    #expect(RepositoryGates.branch([], policy).outcome == .refused)
  }

  // MARK: Evidence

  private static func record(
    _ id: String = "new", suite: String = "smoke", _ change: (inout RunRecord) -> Void = { _ in }
  ) -> RunRecord {
    let host = Host(
      architecture: "x86_64", cpuModel: "CPU", cpus: 4, hypervisor: "none", memory: 1, kernel: "6",
      os: "Debian", libc: "glibc", governor: "g", turbo: "off", smt: "on", aslr: "2",
      fingerprint: "f")
    var record = RunRecord(
      id: id, command: "smoke", project: "demo", host: host,
      revision: .init(commit: Sample.commit, tree: "tree", dirty: false, content: "tree"),
      content: "tree", toolchain: "t", configDigest: "config")
    record.cases = [CaseRecord(name: "quick", suite: suite, seed: 1)]
    change(&record)
    return record
  }

  @Test func aRequiredSuiteNeedsARecordOfThisVeryCommit() {
    let policy = Self.policy { $0.suites = ["smoke"] }
    let result = EvidenceGates.suites([Self.record()], for: Self.subject, policy)
    #expect(result.outcome == .ok)
    #expect(result.facts == ["smoke: run new, pass"])
    #expect(EvidenceGates.suites([], for: Self.subject, Self.policy()).outcome == .ok)
  }

  @Test(arguments: [
    ("commit", "smoke: run new is of commit bbbbbbbbbbbb, not of cccccccccccc"),
    ("tree", "smoke: run new is of another tree"),
    ("dirty", "smoke: run new is of a work tree with changes"),
    ("config", "smoke: run new is of another perfkit.yaml"),
    ("narrowed", "smoke: run new was narrowed on the command line"),
    ("verdict", "smoke: run new ended with incorrect"),
    ("git", "smoke: run new names no commit"), ("suite", "smoke: there is no run of it"),
  ])
  func otherRecordsDoNotCount(difference: String, fact: String) {
    let record = Self.record(suite: difference == "suite" ? "bench" : "smoke") { record in
      switch difference {
      case "commit": record.revision?.commit = Sample.base
      case "tree": record.revision?.tree = "other"
      case "dirty": record.revision?.dirty = true
      case "config": record.configDigest = "other"
      case "narrowed": record.narrowed = true
      case "verdict": record.verdict = .incorrect
      case "git": record.revision = nil
      default: break
      }
    }
    let policy = Self.policy { $0.suites = ["smoke"] }
    let result = EvidenceGates.suites([record], for: Self.subject, policy)
    #expect(result.outcome == .refused)
    #expect(result.facts == [fact])
    let older = EvidenceGates.suites([record, Self.record("old")], for: Self.subject, policy)
    #expect(older.facts == ["smoke: run old, pass"])
  }

  // MARK: The comparison

  private func comparing(
    _ comparison: ReleaseComparison?, _ change: (inout ReleasePolicy) -> Void = { _ in }
  ) -> GateResult {
    EvidenceGates.comparison(
      comparison, for: Self.subject, previous: Self.previous, Self.policy(change))
  }

  @Test func nothingMayBeWorse() throws {
    #expect(comparing(try Sample.comparison()).facts == ["pass against v0.8"])
    #expect(comparing(try Sample.comparison(verdict: "warn")).outcome == .ok)
    let worse = comparing(
      try Sample.comparison(verdict: "fail", row: "fail", change: 30, interval: (28, 33)))
    #expect(worse.outcome == .refused)
    #expect(
      worse.facts == [
        "fail against v0.8", "book/x=1 latency_p99: much worse +30.0 % [28.0, 33.0]",
      ])
    #expect(
      comparing(try Sample.comparison(verdict: "warn")) { $0.comparison.worst = .pass }.outcome
        == .refused)
    #expect(comparing(try Sample.comparison(verdict: "inconclusive")).outcome == .refused)
    #expect(
      comparing(try Sample.comparison(verdict: "inconclusive")) {
        $0.comparison.worst = .inconclusive
      }.outcome == .ok)
  }

  @Test func itMustBeOfThisCommitAndThePreviousRelease() throws {
    let other = comparing(try Sample.comparison(head: Sample.base))
    #expect(other.facts == ["the comparison is of commit bbbbbbbbbbbb, not of cccccccccccc"])
    var silent = try Sample.comparison()
    silent.baseCommit = nil
    #expect(comparing(silent).facts == ["the comparison does not say which commits it is of"])
    silent.obstacle = "other machines"
    #expect(comparing(silent).facts == ["not comparable: other machines"])
    var dirty = try Sample.comparison()
    dirty.isDirty = true
    #expect(comparing(dirty).facts == ["the comparison is of a work tree with changes"])
    var older = try Sample.comparison()
    older.baseCommit = String(repeating: "a", count: 40)
    #expect(comparing(older).facts.first?.hasSuffix("not with v0.8 (bbbbbbbbbbbb)") == true)
  }

  @Test func itMayBeRequired() {
    #expect(comparing(nil).outcome == .ok)
    let required = comparing(nil) { $0.comparison.isRequired = true }
    #expect(required.outcome == .refused)
    #expect(required.remedy == "perfkit ab --base-ref v0.8, on a quiet machine")
    #expect(
      EvidenceGates.comparison(
        nil, for: Self.subject, previous: nil, Self.policy { $0.comparison.isRequired = true }
      ).outcome
        == .ok)
  }

  @Test func equalDigestsAreNoMeasurement() throws {
    var comparison = try Sample.comparison()
    comparison.rows[0].unit = "digest"
    let fact = "not measured: the comparison judged digests alone"
    #expect(comparing(comparison).outcome == .ok)
    #expect(comparing(comparison).facts == [fact + ", and not required"])
    let required = comparing(comparison) { $0.comparison.isRequired = true }
    #expect(required.outcome == .refused && required.facts == [fact])
    #expect(required.remedy?.contains("rules: [{metric: wall_time, gate: true}]") == true)
    comparison.rows = []
    #expect(comparison.absence != nil)
    comparison.verdict = .incorrect
    #expect(comparison.absence == nil && comparing(comparison).outcome == .refused)
  }

  // MARK: Documents

  @Test func theChangelogNeedsAnEntry() {
    func gate(_ text: String?) -> GateResult {
      DocumentGates.changelog(text, tag: "v0.9-beta", Self.policy())
    }
    #expect(gate("## [0.9-beta] - today\n\n- x\n").outcome == .ok)
    #expect(
      gate("## [0.9-beta]\n\n## [0.8]\n- x\n").facts == [
        "the entry '0.9-beta' of CHANGELOG.md is empty"
      ])
    #expect(gate("## [Unreleased]\n- x\n").facts == ["CHANGELOG.md has no entry '0.9-beta'"])
    #expect(gate(nil).facts == ["there is no CHANGELOG.md at the commit"])
    #expect(
      DocumentGates.changelog(nil, tag: "v1", Self.policy { $0.changelog.isRequired = false })
        .outcome == .ok)
  }

  @Test func linksMustLeadSomewhere() {
    let dead = [
      LocalLink.Dead(path: "a.md", line: 3, target: "x", isAnchor: false),
      LocalLink.Dead(path: "a.md", line: 4, target: "b.md#y", isAnchor: true),
    ]
    let refused = DocumentGates.links(dead, documents: 2, Self.policy())
    #expect(refused.outcome == .refused)
    #expect(
      refused.facts == ["a.md:3: 'x' leads nowhere", "a.md:4: 'b.md#y' names no heading there"])
    #expect(
      DocumentGates.links(dead, documents: 2, Self.policy { $0.links.mode = .warn }).outcome == .ok)
    #expect(DocumentGates.links([], documents: 2, Self.policy()).facts == ["2 documents"])
  }

  @Test(arguments: [
    ("a\u{202E}b", "n.md:1: an invisible character U+202E"),
    ("x\n\u{1B}[31m", "n.md:2: an invisible character U+1B"),
    ("<!-- perfkit:end changes -->", "n.md:1: a marker of generated text"),
    ("x\n~~~\nrm -rf", "n.md:2: a block of code that is never closed"),
    ("x\n\n<!-- todo", "n.md:3: a comment that is never closed"),
  ])
  func highlightsMustBePublishable(text: String, fact: String) {
    let result = DocumentGates.notes(highlights: text, file: "n.md")
    #expect(result.outcome == .refused)
    #expect(result.facts == [fact])
  }

  @Test func usualHighlightsAre() {
    #expect(
      DocumentGates.notes(highlights: "# A\r\n\n\t👩‍💻 `x`\n\n<!-- c -->\n", file: "n.md").outcome
        == .ok)
    #expect(
      DocumentGates.notes(highlights: nil, file: "n.md").facts == [
        "no highlights: there is no n.md"
      ])
  }

  // MARK: Overrides

  @Test func aReasonLetsSomeGatesThrough() {
    let override = ReleasePolicy.Override(gate: .links, tag: "v1", reason: "moved")
    let refused = GateResult.refused(.links, ["x"], remedy: "y")
    #expect(refused.applying([override]).outcome == .overridden(reason: "moved"))
    #expect(refused.applying([]).outcome == .refused)
    #expect(GateResult.ok(.links).applying([override]).outcome == .ok)
    let key = ReleasePolicy.Override(gate: .key, tag: "v1", reason: "no")
    #expect(GateResult.refused(.key, ["x"], remedy: "y").applying([key]).outcome == .refused)
  }
}
