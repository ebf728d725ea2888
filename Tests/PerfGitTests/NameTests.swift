import PerfGit
import Testing

@Suite struct NameTests {
  @Test func refNamesAreShortAndSorted() throws {
    let fixture = try Fixture.withCommit()
    try fixture.sh(
      """
      cd r; git tag v1; git branch topic/x; git update-ref refs/remotes/origin/main HEAD
      git update-ref refs/pull/7/head HEAD
      """)
    #expect(
      try fixture.repository().refNames()
        == ["main", "origin/main", "pull/7/head", "topic/x", "v1"])
  }

  @Test func defaultBranches() throws {
    let fixture = try Fixture.withCommit()
    func branch(after script: String) throws -> String? {
      try fixture.sh("cd r; " + script)
      return try fixture.repository().defaultBranch()
    }
    #expect(try branch(after: "true") == "main")
    #expect(try branch(after: "git branch -m main master") == "master")
    #expect(try branch(after: "git update-ref refs/remotes/origin/main HEAD") == "origin/main")
    #expect(
      try branch(
        after: """
          git update-ref refs/remotes/origin/trunk HEAD
          git symbolic-ref refs/remotes/origin/HEAD refs/remotes/origin/trunk
          """) == "origin/trunk")
    #expect(
      try branch(after: "git update-ref -d refs/remotes/origin/trunk") == "origin/main",
      "origin/HEAD points nowhere")
    #expect(
      try branch(after: "git update-ref -d refs/remotes/origin/main; git branch -m other") == nil)
  }

  @Test func configuredUser() throws {
    let fixture = try Fixture.withCommit()
    #expect(try fixture.repository().configuredUser() == nil)
    try fixture.sh("git -C r config user.name 'Zoë Example'")
    #expect(try fixture.repository().configuredUser() == "Zoë Example")
  }

  @Test func filesAtACommit() throws {
    let fixture = try Fixture.withCommit()
    try fixture.sh(
      """
      cd r; ln -s ../a d/link; : > empty; git add -A; git commit -qm Links; echo changed > a
      git rm -q --cached d/b
      """)
    let repository = try fixture.repository()
    let head = try repository.resolve(ref: "HEAD")
    #expect(try repository.file(at: head, path: "a") == Array("one\n".utf8))
    #expect(try repository.file(at: head, path: "./d/b") == Array("two\n".utf8))
    #expect(try repository.file(at: head, path: "d/link") == Array("../a".utf8))
    #expect(try repository.file(at: head, path: "empty") == [])
    for missing in ["b", "d/c", "a/b", "x/y/z"] {
      #expect(try repository.file(at: head, path: missing) == nil, "\(missing)")
    }
    #expect(throws: GitError.notAFile(path: "d")) { try repository.file(at: head, path: "d") }
    #expect(throws: GitError.notAFile(path: "")) { try repository.file(at: head, path: "") }
  }
}
