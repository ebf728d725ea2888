import PerfGit
import Testing

@Suite struct CommitTests {
  @Test func everyWayToNameACommit() throws {
    let fixture = try Fixture.withCommit()
    let id = try fixture.line(
      """
      cd r; git tag light; git tag -a -m Annotated v1.0; git tag -a -m Nested nested v1.0
      git update-ref refs/remotes/origin/topic HEAD
      echo 2 > a; git commit -qam 'Second commit

      Body'; git rev-parse HEAD~1
      """)
    for packing in ["true", "git -C r pack-refs --all && git -C r gc -q"] {
      try fixture.sh(packing)
      let repository = try fixture.repository()
      let names = [
        "light", "v1.0", "nested", "origin/topic", "HEAD~1", "main^", "refs/tags/v1.0", id,
        id.uppercased(), String(id.prefix(9)), String(id.prefix(9)).uppercased(), "@~",
      ]
      for name in names {
        #expect(try repository.resolve(ref: name).id == id, "\(name)")
      }
    }
    let second = try fixture.repository().resolve(ref: "HEAD")
    #expect(second.summary == "Second commit")
    #expect(second.time == 1_700_000_100)
    #expect(second.tree == (try fixture.line("git -C r rev-parse 'HEAD^{tree}'")))
  }

  @Test func unknownNamesSuggestNearOnes() throws {
    let fixture = try Fixture.withCommit()
    try fixture.sh(
      """
      cd r; git branch release-2; git tag v1.2.0; git update-ref refs/remotes/origin/develop HEAD
      """)
    let repository = try fixture.repository()
    for (name, similar) in [
      ("mian", ["main"]), ("1.2.0", ["v1.2.0"]), ("develop", ["origin/develop"]),
      ("Release-2", ["release-2"]), ("zzzzzzzz", []), ("", []), ("a b", []), ("main\0x", []),
    ] as [(String, [String])] {
      do {
        _ = try repository.resolve(ref: name)
        Issue.record("'\(name)' was found")
      } catch {
        guard case .unknownRef(name, let found, false) = error else {
          Issue.record("\(error)")
          continue
        }
        #expect(name.isEmpty || name.contains(" ") || name.contains("\0") || found == similar)
      }
    }
    let error = GitError.unknownRef(name: "mian", similar: ["main"], shallow: false)
    #expect(error.description == "no branch, tag or commit is called 'mian'")
    #expect(error.hint == "did you mean 'main'?")
  }

  @Test func namesOfOtherObjects() throws {
    let fixture = try Fixture.withCommit()
    try fixture.sh("cd r; git tag blob HEAD:a; git tag -a -m T tree 'HEAD^{tree}'")
    let repository = try fixture.repository()
    for name in ["blob", "tree", "HEAD:a", "HEAD^{tree}"] {
      #expect(throws: GitError.notACommit(name: name)) { try repository.resolve(ref: name) }
    }
  }

  @Test func headWithoutCommitsAndDetached() throws {
    let fixture = try Fixture.withCommit()
    try fixture.sh("git init -q u; cd r; git checkout -q --detach")
    #expect(try fixture.repository("u").head() == nil)
    #expect(try fixture.repository().head()?.summary == "First commit")
    #expect(throws: GitError.unknownRef(name: "HEAD", similar: [], shallow: false)) {
      try fixture.repository("u").resolve(ref: "HEAD")
    }
    #expect(try !fixture.repository("u").isDirty())
    #expect(try fixture.repository("u").contentID().count == 40)
  }

  @Test func shallowCloneSaysWhatIsMissing() throws {
    let fixture = try Fixture.withCommit()
    try fixture.sh(
      """
      cd r; git branch old; for i in 1 2; do echo $i > a; git commit -qam c$i; done; cd ..
      git clone -q --depth 1 --no-single-branch file://$PWD/r s
      """)
    let repository = try fixture.repository("s")
    let head = try repository.resolve(ref: "HEAD")
    #expect(repository.isShallow == true)
    do {
      _ = try repository.resolve(ref: "HEAD~1")
      Issue.record("HEAD~1 was found")
    } catch {
      #expect(error.hint == "the clone is shallow: git fetch --unshallow --tags")
    }
    do {
      _ = try repository.mergeBase(head, try repository.resolve(ref: "origin/old"))
      Issue.record("a merge base was found")
    } catch {
      #expect(error.hint == "the clone is shallow: git fetch --unshallow --tags")
    }
    #expect(try repository.mergeBase(head, head) == head)
    #expect(try !repository.isDirty())
  }

  @Test func mergeBases() throws {
    let fixture = try Fixture.withCommit()
    let id = try fixture.line(
      """
      cd r; git branch side; echo 2 > a; git commit -qam Main; git checkout -q side
      echo 3 > d/b; git commit -qam Side; git checkout -q --orphan lone; git commit -qm Lone
      git merge-base main side
      """)
    let repository = try fixture.repository()
    let main = try repository.resolve(ref: "main")
    #expect(try repository.mergeBase(main, repository.resolve(ref: "side"))?.id == id)
    #expect(try repository.mergeBase(main, main) == main)
    #expect(try repository.mergeBase(main, repository.resolve(ref: "lone")) == nil)
  }
}
