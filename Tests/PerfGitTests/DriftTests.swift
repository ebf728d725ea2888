import PerfGit
import Testing

@Suite struct DriftTests {
  private func drift(_ fixture: Fixture, excluding: [String] = []) throws -> [String] {
    let repository = try fixture.repository()
    let head = try #require(try repository.head())
    return try repository.drift(from: head, excluding: excluding).map {
      "\($0.kind.rawValue) \($0.path)"
    }
  }

  @Test func aCheckoutHasNone() throws {
    let fixture = try Fixture.withCommit()
    #expect(try drift(fixture) == [])
    try fixture.sh("cd r; echo x > .gitignore; git add .gitignore; git commit -q -m i; echo 1 > x")
    #expect(try drift(fixture) == [])
  }

  @Test func everyKindIsFound() throws {
    let fixture = try Fixture.withCommit()
    try fixture.sh(
      "cd r; echo three > a; rm d/b; chmod -x run; echo n > new; echo s > s; git add s")
    #expect(
      try drift(fixture) == [
        "modified a", "missing d/b", "untracked new", "modified run", "staged s",
      ])
    #expect(try drift(fixture, excluding: ["d", "new", "s"]) == ["modified a", "modified run"])
  }

  @Test func whatGitIsToldToAssumeHidesNothing() throws {
    let fixture = try Fixture.withCommit()
    try fixture.sh(
      """
      cd r; git update-index --assume-unchanged a; git update-index --skip-worktree run
      echo six > a; echo other > run; git status --porcelain | wc -l
      """)
    #expect(try drift(fixture) == ["modified a", "modified run"])
  }

  @Test func equalTimesAndSizesHideNothing() throws {
    let fixture = try Fixture.withCommit()
    try fixture.sh(
      "cd r; touch -d @1700000000 a; git update-index --refresh; echo eno > a; touch -d @1700000000 a"
    )
    #expect(try drift(fixture) == ["modified a"])
  }

  @Test func aSparseCheckoutLacksNothing() throws {
    let fixture = try Fixture.withCommit()
    try fixture.sh("cd r; git sparse-checkout set --no-cone /a >/dev/null; test ! -e d/b")
    #expect(try drift(fixture) == [])
  }

  @Test func submodulesCountWithTheirFiles() throws {
    let fixture = try Fixture.withCommit()
    try fixture.sh(
      "git clone -q r lib; cd r; git submodule --quiet add ../lib lib; git commit -qm Lib")
    #expect(try drift(fixture) == [])
    for script in ["echo 2 > lib/a", "git -C lib commit -qam Two", "echo > lib/u"] {
      try fixture.sh("cd r; " + script)
      #expect(try drift(fixture) == ["modified lib"], "\(script)")
    }
    try fixture.sh("cd r; git add lib; git commit -qm 'Lib two'; rm lib/u")
    #expect(try drift(fixture) == [])
  }

  @Test func aConflictIsADifference() throws {
    let fixture = try Fixture.withCommit()
    try fixture.sh(
      """
      cd r; git checkout -q -b other; echo 2 >a; git commit -qam Two; git checkout -q -
      echo 3 >a; git commit -qam Three; if git merge other >/dev/null; then exit 9; fi; git checkout -q --ours a
      """)
    #expect(try drift(fixture) == ["staged a"])
  }

  @Test func operationsAreNamed() throws {
    let fixture = try Fixture.withCommit()
    #expect(try fixture.repository().operationInProgress() == nil)
    try fixture.sh("cd r; git rev-parse HEAD > .git/MERGE_HEAD")
    #expect(try fixture.repository().operationInProgress() == "merge")
    try fixture.sh(
      "cd r; rm .git/MERGE_HEAD; mkdir .git/rebase-merge; touch .git/rebase-merge/interactive")
    #expect(try fixture.repository().operationInProgress() == "rebase")
  }

  @Test func pathsOfACommitAreListed() throws {
    let fixture = try Fixture.withCommit()
    let repository = try fixture.repository()
    let head = try #require(try repository.head())
    #expect(try repository.paths(at: head) == ["a", "d/b", "run"])
  }
}
