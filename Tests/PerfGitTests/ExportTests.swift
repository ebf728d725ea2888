import PerfGit
import Testing

@Suite struct ExportTests {
  @Test func equalsAFreshCheckoutOfThatCommit() throws {
    let fixture = try Fixture.withCommit()
    try fixture.sh(
      """
      cd r; printf '*.bat eol=crlf\\n*.id ident\\n' > .gitattributes; mkdir deep deep/er
      echo '*.sh -text' > deep/.gitattributes; printf 'x\\n' > f.bat; printf 'y\\n' > deep/er/g.bat
      echo '$Id$' > k.id; ln -s ../run deep/link; ln -s /etc/passwd absolute; : > empty
      printf '\\0\\1' > 'bin ary'; printf 'a\\r\\n' > deep/c.sh; git add -A; git commit -qm Old
      git tag old; printf '*.bat -text\\n' > .gitattributes; rm -r deep; echo 9 > a; mkdir other
      echo 1 > other/x; git add -A; git commit -qm New; printf '* text eol=crlf\\n' > .gitattributes
      """)
    for ref in ["old", "HEAD", "HEAD~2"] {
      let repository = try fixture.repository()
      let commit = try repository.resolve(ref: ref)
      #expect(try repository.export(commit, to: fixture.root + "/e") == [])
      try fixture.sh(
        "git clone -q --no-checkout r c; cd c; git checkout -q \(commit.id); rm -rf .git")
      let listing =
        "find . -printf '%p %y %m %l\\n' | sort; find . -type f | sort | xargs -d '\\n' sha256sum"
      #expect(try fixture.sh("cd e; \(listing)") == fixture.sh("cd c; \(listing)"), "\(ref)")
      try fixture.sh("rm -r e c")
    }
  }

  @Test func userSeesNoDifference() throws {
    let fixture = try Fixture.withCommit()
    try fixture.sh(
      """
      cd r; git tag old; echo 1 > added; git rm -q d/b; git add -A; git commit -qm New
      echo staged > a; git add a; echo unstaged > a; echo untracked > u; rm run
      git add -N u; touch -d 2001-01-01 added; mkdir ../e
      """)
    let status = try fixture.sh("git --no-optional-locks -C r status --porcelain=v2 --branch")
    let before = try fixture.picture("r")
    let repository = try fixture.repository()
    _ = try repository.export(repository.resolve(ref: "old"), to: fixture.root + "/e")
    #expect(try fixture.picture("r") == before)
    #expect(
      try fixture.sh("git --no-optional-locks -C r status --porcelain=v2 --branch") == status)
    #expect(try fixture.sh("cat e/a e/d/b; test ! -e e/added") == "one\ntwo\n")
  }

  @Test func worksOnAnUnbornBranchAndABareRepository() throws {
    let fixture = try Fixture.withCommit()
    try fixture.sh("git clone -q --bare r b.git; cd r; git checkout -q --orphan o; git rm -rqf .")
    for (folder, target) in [("r", "e1"), ("b.git", "e2")] {
      let repository = try fixture.repository(folder)
      _ = try repository.export(repository.resolve(ref: "main"), to: "\(fixture.root)/\(target)")
      #expect(try fixture.sh("cd \(target); find . -type f | sort") == "./a\n./d/b\n./run\n")
    }
    #expect(try fixture.sh("ls -A r") == ".git\n")
  }

  @Test func submodulesAndFiltersAreNamed() throws {
    let fixture = try Fixture.withCommit()
    try fixture.sh(
      """
      git clone -q r lib; cd r; git submodule --quiet add ../lib d/lib
      echo '*.bin filter=lfs -text' > d/.gitattributes; echo pointer > d/x.bin; git add -A
      git commit -qm Lib
      """)
    let repository = try fixture.repository()
    let head = try repository.resolve(ref: "HEAD")
    #expect(try repository.export(head, to: fixture.root + "/e") == ["d/lib"])
    #expect(try fixture.sh("ls -A e/d/lib; ls e/d") == "b\nlib\nx.bin\n")
    #expect(try repository.unfilteredFiles(at: head) == ["d/x.bin"])
    #expect(try repository.unfilteredFiles(at: repository.resolve(ref: "HEAD~1")) == [])
  }

  @Test func onlyAnEmptyFolderIsWrittenInto() throws {
    let fixture = try Fixture.withCommit()
    let repository = try fixture.repository()
    let head = try repository.resolve(ref: "HEAD")
    try fixture.sh("mkdir full; echo 1 > full/.x; echo 1 > file")
    for (name, reason) in [
      ("full", "it is not empty"), ("file", "Not a directory"),
      ("no/where", "No such file or directory"),
    ] {
      let path = "\(fixture.root)/\(name)"
      #expect(throws: GitError.exportFolder(path: path, reason: reason)) {
        try repository.export(head, to: path)
      }
    }
    #expect(try fixture.sh("ls -A full") == ".x\n")
  }

  @Test func missingObjectsAreNamed() throws {
    let fixture = try Fixture.withCommit()
    try fixture.sh("cd r; rm -f .git/objects/$(git rev-parse HEAD:a | sed 's|^..|&/|')")
    let repository = try fixture.repository()
    let head = try repository.resolve(ref: "HEAD")
    do {
      _ = try repository.export(head, to: fixture.root + "/e")
      Issue.record("a file without content was exported")
    } catch {
      #expect(error.hint == "git fetch --refetch --no-filter, or clone again")
    }
  }
}
