import PerfGit
import Testing

@Suite struct ContentTests {
  @Test func equalForEveryCleanCheckout() throws {
    let fixture = try Fixture.withCommit()
    try fixture.sh("cd r; ln -s nowhere link; git add -A; git commit -qm Link")
    let id = try fixture.contentID()
    #expect(id.count == 40)
    try fixture.sh(
      "git clone -q r c; cd c; find . -path ./.git -prune -o -exec touch -h -d 2001-01-01 {} +")
    #expect(try fixture.contentID("c") == id)
    #expect(try fixture.contentID("c/d") == id)
    try fixture.sh("cd r; git worktree add -q --detach ../w")
    #expect(try fixture.contentID("w") == id)
  }

  /// Each script changes what a build would see, so the identity must differ from all others.
  @Test func everyKindOfChangeShows() throws {
    let scripts = [
      "true", "echo 1 > a", "echo 1 > new", "mkdir n; echo 1 > n/x", "mkdir n; echo 1 > n/y",
      "chmod +x a",
      "rm a; ln -s d/b a", "rm -f a; ln -s d/c a", "rm a", "rm a; mkdir a; echo 1 > a/x",
      "git mv d/b d/c", "printf one > a", "rm -r d; ln -s n d", ": > 'odd\tname'",
      ": > $(printf 'caf\\351')", ": > $(printf 'caf\\352')", "chmod -x run",
    ]
    var seen: [String: String] = [:]
    for script in scripts {
      let fixture = try Fixture.withCommit()
      try fixture.sh("cd r; " + script)
      let id = try fixture.contentID()
      #expect(seen[id] == nil, "'\(script)' looks like '\(seen[id] ?? "")'")
      seen[id] = script
    }
    #expect(seen.count == scripts.count)
  }

  /// Staging, committing, reverting, touching and ignored files change no file that counts.
  @Test func onlyFilesCount() throws {
    let fixture = try Fixture.withCommit()
    let clean = try fixture.contentID()
    try fixture.sh("cd r; echo 2 > a; echo 3 > new; chmod -x run; mv d e; ln -s e d; ln -s a link")
    let changed = try fixture.contentID()
    #expect(changed != clean)
    for script in [
      "git add -N new", "git add -A", "git commit -qm Changed", "touch -d 2001-01-01 a new",
      "git update-index --refresh", "git rm -q --cached a", "git reset -q --soft HEAD~1",
      "git checkout -q --detach", "git pack-refs --all; git gc -q",
      "echo '*.o' > .git/info/exclude; echo 1 > x.o", "git update-index --index-version 4",
      "mkdir empty",
    ] {
      try fixture.sh("cd r; " + script)
      #expect(try fixture.contentID() == changed, "\(script)")
    }
    try fixture.sh("cd r; git reset -q --hard main; git clean -qfd")
    #expect(try fixture.contentID() == clean)
  }

  /// A change within the clock tick of the index, size unchanged: times cannot show it.
  @Test func racyChangeShows() throws {
    let fixture = try Fixture.withCommit()
    let clean = try fixture.contentID()
    try fixture.sh(
      """
      cd r; touch -d 2020-01-01 a .git/index; git update-index --refresh
      touch -d 2020-01-01 .git/index; echo two > a; touch -d 2020-01-01 a
      """)
    #expect(try fixture.contentID() != clean)
    #expect(try fixture.repository().isDirty())
  }

  @Test func anOpenRepositorySeesLaterChanges() throws {
    let fixture = try Fixture.withCommit()
    let repository = try fixture.repository()
    let clean = try repository.contentID()
    try fixture.sh("cd r; git rm -q --cached a; echo a > .git/info/exclude")
    #expect(try repository.contentID() != clean)
    #expect(try repository.isDirty())
    try fixture.sh("cd r; git commit -qm Removed")
    #expect(try !repository.isDirty())
    #expect(try repository.head()?.summary == "Removed")
  }

  @Test func filesGitWasToldToIgnoreAreRead() throws {
    for flag in ["--assume-unchanged", "--skip-worktree"] {
      let fixture = try Fixture.withCommit()
      let clean = try fixture.contentID()
      try fixture.sh("cd r; git update-index \(flag) a")
      #expect(try fixture.contentID() == clean, "\(flag)")
      try fixture.sh("cd r; echo 2 > a")
      #expect(try fixture.contentID() != clean, "\(flag)")
    }
  }

  @Test func conflictsAreHashedFromTheFile() throws {
    let fixture = try Fixture.withCommit()
    try fixture.sh(
      """
      cd r; git checkout -qb side; echo 2 > a; git commit -qam 2; git checkout -q main
      echo 3 > a; git commit -qam 3; if git merge side; then exit 1; fi; git ls-files -u | grep -q a
      """)
    let conflict = try fixture.contentID()
    #expect(try fixture.repository().isDirty())
    try fixture.sh("cd r; git add a")
    #expect(try fixture.contentID() == conflict)
    try fixture.sh("cd r; echo 4 > a")
    #expect(try fixture.contentID() != conflict)
  }

  @Test func exclusionsAreWholePathParts() throws {
    let fixture = try Fixture.withCommit()
    let clean = try fixture.contentID(excluding: ["out", "d/"])
    try fixture.sh("cd r; mkdir out; echo 1 > out/x; echo 1 > d/b; rm -r d")
    #expect(try fixture.contentID(excluding: ["out", "d/"]) == clean)
    #expect(try fixture.contentID(excluding: ["./out", "d"]) == clean)
    #expect(try !fixture.repository().isDirty(excluding: ["out", "d/"]))
    #expect(try fixture.repository().isDirty(excluding: ["out"]))
    try fixture.sh("cd r; echo 1 > outer")
    #expect(try fixture.contentID(excluding: ["out", "d"]) != clean)
    #expect(try fixture.repository().isDirty(excluding: ["out", "d"]))
  }

  @Test func lineEndsCountAsGitStoresThem() throws {
    let fixture = try Fixture.withCommit()
    try fixture.sh("cd r; echo '*.txt text' > .gitattributes; printf 'x\\r\\n' > f.txt")
    let untracked = try fixture.contentID()
    try fixture.sh("cd r; git add -A; git commit -qm Text")
    #expect(try fixture.contentID() == untracked)
  }

  @Test func modesFollowTheIndexWhereGitDistrustsThem() throws {
    let fixture = try Fixture.withCommit()
    try fixture.sh("cd r; git config core.fileMode false")
    let clean = try fixture.contentID()
    try fixture.sh("cd r; chmod +x a; chmod -x run; touch -d 2001-01-01 a run")
    #expect(try fixture.contentID() == clean)
    try fixture.sh("cd r; echo 2 > a")
    let changed = try fixture.contentID()
    try fixture.sh("cd r; chmod -x a")
    #expect(try fixture.contentID() == changed)
  }

  @Test func submodulesCountWithCommitAndFiles() throws {
    let fixture = try Fixture.withCommit()
    try fixture.sh(
      """
      git clone -q r lib; cd r; git submodule --quiet add ../lib lib; git commit -qm Lib; cd ..
      git clone -q r bare; git clone -q --recurse-submodules r full
      """)
    let clean = try fixture.contentID()
    #expect(try fixture.contentID("full") == clean)
    #expect(try fixture.contentID("bare") != clean, "its submodule is empty")
    #expect(try !fixture.repository().isDirty())
    #expect(try !fixture.repository("bare").isDirty())
    var seen: Set = [clean]
    for script in [
      "echo 2 > lib/a", "echo 3 > lib/a", "git -C lib commit -qam Three", "echo > lib/u",
    ] {
      try fixture.sh("cd r; " + script)
      #expect(seen.insert(try fixture.contentID()).inserted, "\(script)")
      #expect(try fixture.repository().isDirty(), "\(script)")
    }
  }

  @Test func untrackedRepositoryCounts() throws {
    let fixture = try Fixture.withCommit()
    var seen: Set = [try fixture.contentID()]
    for script in [
      "git clone -q . sub/nested", "echo 2 > sub/nested/a", "git -C sub/nested commit -qam 2",
      "git init -q fresh; echo 1 > fresh/a", "echo 2 > fresh/a",
    ] {
      try fixture.sh("cd r; " + script)
      #expect(seen.insert(try fixture.contentID()).inserted, "\(script)")
    }
  }

  @Test func sparseCheckoutIsClean() throws {
    let fixture = try Fixture.withCommit()
    let clean = try fixture.contentID()
    try fixture.sh("cd r; git sparse-checkout set --no-cone '/a'; test ! -e d/b")
    #expect(try !fixture.repository().isDirty())
    #expect(try fixture.contentID() != clean)
    try fixture.sh("cd r; echo 2 > a")
    #expect(try fixture.repository().isDirty())
  }

  @Test func nothingBelowGitIsWritten() throws {
    let fixture = try Fixture.withCommit()
    try fixture.sh(
      """
      git clone -q r lib; cd r; git submodule --quiet add ../lib lib; git commit -qm Lib
      touch -d 2001-01-01 a run; echo 2 > d/b; echo 3 > new; git add new; echo 4 > lib/a
      """)
    let before = try fixture.picture("r")
    let repository = try fixture.repository()
    _ = try repository.contentID()
    _ = try repository.isDirty()
    _ = try repository.head()
    _ = try repository.refNames()
    _ = repository.defaultBranch()
    _ = try repository.file(at: repository.resolve(ref: "HEAD"), path: "a")
    #expect(try fixture.picture("r") == before)
  }
}
