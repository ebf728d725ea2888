import PerfGit
import Testing

@Suite struct LogTests {
  private func log(
    _ repository: borrowing Repository, from head: String = "HEAD", notIn base: String? = nil
  ) throws -> [LoggedCommit] {
    var commits: [LoggedCommit] = []
    let base = try base.map { try repository.resolve(ref: $0).id }
    try repository.log(from: try repository.resolve(ref: head).id, notIn: base) {
      commits.append($0)
    }
    return commits
  }

  @Test func childrenComeBeforeTheirParents() throws {
    let fixture = try Fixture.withCommit()
    try fixture.sh(
      """
      cd r; git tag one; git commit -q --allow-empty -m second
      git checkout -q -b side one; git commit -q --allow-empty -m aside
      git checkout -q main; git merge -q --no-ff -m merged side
      """)
    let commits = try log(try fixture.repository())
    #expect(commits.count == 4)
    #expect(commits.first?.message == "merged\n")
    #expect(commits.map(\.parents) == [2, 1, 1, 0])
    #expect(commits.last?.message == "First commit\n")
    #expect(
      Set(commits.map(\.id))
        == Set(try fixture.sh("cd r; git log --format=%H").split(separator: "\n").map(String.init)))
    #expect(
      Set(try log(try fixture.repository(), notIn: "one").map(\.message)) == [
        "merged\n", "second\n", "aside\n",
      ])
    #expect(try log(try fixture.repository(), notIn: "HEAD") == [])
    #expect(try log(try fixture.repository(), from: "one", notIn: "main") == [])
  }

  @Test func authorsAndMessagesAreWhole() throws {
    let fixture = try Fixture.withCommit()
    try fixture.sh(
      """
      cd r; printf 'fix: x\\n\\nbody\\n\\nCloses: #1\\n' > ../m
      GIT_AUTHOR_NAME='Ünï' GIT_AUTHOR_EMAIL=u@x.org git commit -q --allow-empty -F ../m
      """)
    let commit = try #require(try log(try fixture.repository()).first)
    #expect(commit.author == LoggedCommit.Person(name: "Ünï", email: "u@x.org"))
    #expect(commit.message == "fix: x\n\nbody\n\nCloses: #1\n")
  }

  @Test func otherEncodingsAreRead() throws {
    let fixture = try Fixture.withCommit()
    try fixture.sh(
      """
      cd r; printf 'gr\\374n\\n' > ../m; git config i18n.commitEncoding ISO-8859-1
      git commit -q --allow-empty -F ../m; git config --unset i18n.commitEncoding
      git tag latin
      git cat-file commit HEAD | sed -e '/^encoding/d' -e 's/^gr.*/bad \\xff/' > ../c
      git update-ref HEAD $(git hash-object -t commit -w ../c)
      """)
    let commits = try log(try fixture.repository())
    #expect(commits.map(\.message) == ["bad \u{FFFD}\n", "First commit\n"])
    #expect(try log(try fixture.repository(), from: "latin").first?.message == "grün\n")
  }

  @Test func replacementsAreNotFollowed() throws {
    let fixture = try Fixture.withCommit()
    try fixture.sh("cd r; git commit -q --allow-empty -m second; git replace HEAD HEAD~1")
    let repository = try fixture.repository()
    #expect(try log(repository).first?.message == "second\n")
    #expect(try repository.replacedObjects() == [try repository.resolve(ref: "main").id])
  }

  @Test func aMailmapRenames() throws {
    let fixture = try Fixture.withCommit()
    let people = [
      LoggedCommit.Person(name: "ada", email: "old@x.org"),
      LoggedCommit.Person(name: "Bo", email: "bo@x.org"),
    ]
    let map = "# people\nAda L <ada@x.org> <old@x.org>\nnonsense <\n"
    let repository = try fixture.repository()
    #expect(
      try repository.canonical(people, mailmap: Array(map.utf8)) == [
        LoggedCommit.Person(name: "Ada L", email: "ada@x.org"), people[1],
      ])
    #expect(try repository.canonical(people, mailmap: []) == people)
  }

  @Test func tagsAndBranchesAreNamed() throws {
    let fixture = try Fixture.withCommit()
    try fixture.sh(
      """
      cd r; git tag v1; git tag -a -m x v2; git tag tree HEAD^{tree}; git branch topic/a
      git update-ref refs/remotes/origin/main HEAD; git commit -q --allow-empty -m second
      git symbolic-ref refs/remotes/origin/HEAD refs/remotes/origin/main
      """)
    let repository = try fixture.repository()
    #expect(try repository.tagNames() == ["tree", "v1", "v2"])
    let first = try repository.resolve(ref: "v1")
    #expect(try repository.commit(ofTag: "v2") == first)
    #expect(try repository.commit(ofTag: "tree") == nil)
    #expect(try repository.objectName(ofTag: "v1") == first.id)
    #expect(try repository.objectName(ofTag: "v2") != first.id)
    #expect(try repository.objectName(ofTag: "v3") == nil)
    #expect(
      try repository.branches().map { "\($0.name) \($0.ref)" } == [
        "main refs/heads/main", "topic/a refs/heads/topic/a", "main refs/remotes/origin/main",
      ])
    let head = try #require(try repository.head())
    #expect(try repository.reaches(first, from: head))
    #expect(try !repository.reaches(head, from: first))
    #expect(try repository.reaches(head, from: head))
  }
}
