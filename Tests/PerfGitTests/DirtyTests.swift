import PerfGit
import Testing

@Suite struct DirtyTests {
  /// Each script is judged by git itself.
  @Test(arguments: [
    "true", "echo 1 > a", "echo 1 > new", "mkdir empty", "mkdir n; echo 1 > n/x", "chmod +x a",
    "rm a", "rm a; ln -s d/b a", "git rm -q --cached a", "git mv a b", "touch -d 2001-01-01 a",
    "echo 1 > a; git add a; echo one > a", "echo x.o > .git/info/exclude; echo 1 > x.o",
    "echo 'a' > .git/info/exclude; git rm -q --cached a", "git checkout -q --detach",
    "echo 1 > new; git add -N new", "rm a; mkdir a; echo 1 > a/x", "git checkout -q --orphan o",
    "printf 'd/\\n!d/keep\\n' > .gitignore; echo 1 > d/keep; git add .; git commit -qm I; echo 1 > d/k",
    "git config core.fileMode false; chmod +x a",
    "git update-index --assume-unchanged a; echo 1 > a",
    "git update-index --skip-worktree a; echo 1 > a", "git clone -q . nested", "mkfifo pipe",
    "git config core.autocrlf input; printf 'one\\r\\n' > a",
  ])
  func agreesWithGit(script: String) throws {
    let fixture = try Fixture.withCommit()
    try fixture.sh("cd r; " + script)
    let dirty = try fixture.repository().isDirty()
    let expected = try fixture.sh("git -C r status --porcelain")
    #expect(dirty == !expected.isEmpty, "git says: \(expected)")
  }
}
