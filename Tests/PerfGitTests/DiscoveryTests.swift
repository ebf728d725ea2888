import Glibc
import PerfGit
import Testing

@Suite struct DiscoveryTests {
  @Test func outsideOfGitThereIsNone() throws {
    let fixture = Fixture()
    let found = try Repository.discover(from: fixture.root) != nil
    #expect(!found)
    let missing = try Repository.discover(from: fixture.root + "/missing") != nil
    #expect(!missing)
  }

  @Test func foundFromBelow() throws {
    let fixture = try Fixture.withCommit()
    let repository = try fixture.repository("r/d")
    #expect(repository.workTree == fixture.root + "/r")
    #expect(repository.gitFolder == fixture.root + "/r/.git/")
    #expect(repository.isBare == false)
  }

  @Test func bareRepositoryHasNoWorkTree() throws {
    let fixture = try Fixture.withCommit()
    try fixture.sh("git clone -q --bare r b.git")
    let repository = try fixture.repository("b.git")
    #expect(repository.isBare == true)
    #expect(repository.workTree == fixture.root + "/b.git")
    #expect(try repository.head()?.summary == "First commit")
    #expect(throws: GitError.bare(path: fixture.root + "/b.git/")) {
      try repository.contentID()
    }
    #expect(throws: GitError.bare(path: fixture.root + "/b.git/")) { try repository.isDirty() }
  }

  @Test func linkedWorkTreeIsItsOwn() throws {
    let fixture = try Fixture.withCommit()
    let id = try fixture.line(
      """
      cd r; git worktree add -q -b side ../w; cd ../w; echo new > new; git add new
      git commit -q -m Side; git rev-parse HEAD
      """)
    let repository = try fixture.repository("w/d")
    #expect(repository.workTree == fixture.root + "/w")
    #expect(repository.gitFolder == fixture.root + "/r/.git/worktrees/w/")
    #expect(try repository.head()?.id == id)
    #expect(try !repository.isDirty())
    let submodules = try repository.export(
      try repository.resolve(ref: "main"), to: "\(fixture.root)/e")
    #expect(submodules == [])
    #expect(try fixture.sh("ls e") == "a\nd\nrun\n")
  }

  @Test func unreadableFormatsAreNamed() throws {
    let fixture = Fixture()
    try fixture.sh("git init -q --object-format=sha256 s")
    let reason = "unsupported extension name extensions.objectformat"
    #expect(throws: GitError.unsupported(path: fixture.root + "/s", reason: reason)) {
      _ = try Repository.discover(from: fixture.root + "/s") == nil
    }
  }

  @Test func harmlessExtensionsAreAccepted() throws {
    let fixture = try Fixture.withCommit()
    try fixture.sh(
      """
      cd r; git config core.repositoryFormatVersion 1; git config extensions.partialClone origin
      git config extensions.worktreeConfig true; git config extensions.preciousObjects true
      """)
    #expect(try fixture.repository().head() != nil)
    #expect(try !fixture.repository().isDirty())
  }

  @Test func anotherUsersRepositoryNeedsTrust() throws {
    let fixture = try Fixture.withCommit()
    if geteuid() == 0 {
      try fixture.sh("chown -R 65534 r")
    } else {
      try fixture.sh("git -C r config core.worktree /")
    }
    let folder = fixture.root + "/r"
    let configuration = Fixture.home + "/.gitconfig"
    defer { unlink(configuration) }
    #expect(throws: GitError.unsafeOwner(path: folder)) {
      _ = try Repository.discover(from: folder + "/d") == nil
    }
    #expect(
      GitError.unsafeOwner(path: folder).hint
        == "if you trust it: git config --global --add safe.directory '\(folder)'")
    let trusted = geteuid() == 0 ? folder : "/"
    for (value, isTrusted) in [(trusted, true), ("*", true), ("/elsewhere", false)] {
      try fixture.sh("git config --file '\(configuration)' --replace-all safe.directory '\(value)'")
      let found = (try? Repository.discover(from: folder)) != nil
      #expect(found == isTrusted, "safe.directory = \(value)")
    }
    try fixture.sh(
      """
      git config --file '\(configuration)' --replace-all safe.directory '*'
      git config --file '\(configuration)' --add safe.directory ''
      """)
    let found = (try? Repository.discover(from: folder)) != nil
    #expect(!found)
  }
}
