import PerfGit
import Synchronization
import Testing

@Suite struct TagTests {
  private func tagObject(_ name: String, of commit: String) -> [UInt8] {
    Array("object \(commit)\ntype commit\ntag \(name)\ntagger A <a@b> 1 +0000\n\nText\n".utf8)
  }

  @Test func tagsAreToldApart() throws {
    let fixture = try Fixture.withCommit()
    try fixture.sh(
      """
      cd r; git tag light; git tag -a -m Text noted; git tag -a -m Text nested noted
      git tag tree HEAD^{tree}; git symbolic-ref refs/tags/other refs/tags/light
      mkdir -p .git/refs/tags/dir; printf '%040d\\n' 7 >.git/refs/tags/dir/broken
      """)
    let repository = try fixture.repository()
    func id(_ expression: String) throws -> String {
      try fixture.line("git -C r rev-parse \(expression)")
    }
    let expected: [TagReference] = [
      .init(
        name: "dir/broken", target: .object(id: String(repeating: "0", count: 39) + "7", kind: nil)),
      .init(name: "light", target: .object(id: try id("HEAD"), kind: .commit)),
      .init(name: "nested", target: .object(id: try id("nested"), kind: .tag)),
      .init(name: "noted", target: .object(id: try id("noted"), kind: .tag)),
      .init(name: "other", target: .symbolic("refs/tags/light")),
      .init(name: "tree", target: .object(id: try id("HEAD^{tree}"), kind: .tree)),
    ]
    #expect(try repository.tags() == expected)
    for tag in expected { #expect(try repository.tag(named: tag.name) == tag) }
    try fixture.sh("cd r; rm -r .git/refs/tags/dir; git pack-refs --all")
    #expect(try fixture.repository().tag(named: "noted") == expected[3])
    for missing in ["main", "v1", "", "a..b", "light\0", "../heads/main"] {
      #expect(try repository.tag(named: missing) == nil, "\(missing)")
    }
  }

  @Test func objectsAreReadAsStored() throws {
    let fixture = try Fixture.withCommit()
    try fixture.sh("cd r; git tag -a -m Text noted; git commit -q --allow-empty -m Second")
    let repository = try fixture.repository()
    let id = try fixture.line("git -C r rev-parse noted")
    let object = try #require(try repository.object(id))
    #expect(object.kind == .tag)
    #expect(
      String(decoding: object.bytes, as: UTF8.self)
        == (try fixture.sh("git -C r cat-file tag noted")))
    #expect(try repository.object(String(repeating: "0", count: 40)) == nil)
    #expect(throws: GitError.tooLarge(id: id, bytes: object.bytes.count, limit: 10)) {
      _ = try repository.object(id, limit: 10)
    }
    let head = try fixture.line("git -C r rev-parse HEAD")
    let text = try #require(try repository.object(head)).bytes
    try fixture.sh("git -C r replace HEAD HEAD~1")
    #expect(try fixture.repository().object(head)?.bytes == text, "replace refs have no effect")
  }

  @Test func whatIsWrittenIsWhatGitReads() throws {
    let fixture = try Fixture.withCommit()
    let repository = try fixture.repository()
    let head = try #require(try repository.head())
    let bytes = tagObject("v1", of: head.id)
    let id = try repository.write(tagObject: bytes)
    #expect(try repository.tag(named: "v1") == nil, "an object alone is no tag")
    try repository.createTag(named: "v1", of: id)
    #expect(try fixture.line("git -C r rev-parse v1") == id)
    #expect(try fixture.sh("git -C r cat-file tag v1") == String(decoding: bytes, as: UTF8.self))
    #expect(try fixture.sh("git -C r fsck --strict --no-dangling").contains("error") == false)
  }

  @Test func aTagIsNeverMoved() throws {
    let fixture = try Fixture.withCommit()
    try fixture.sh("cd r; git tag v1; git tag packed; git pack-refs --all; git tag v2; git tag d")
    let repository = try fixture.repository()
    let head = try #require(try repository.head())
    let id = try repository.write(tagObject: tagObject("v1", of: head.id))
    for name in ["v1", "v2", "packed"] {
      #expect(throws: GitError.tagExists(name: name)) {
        try repository.createTag(named: name, of: id)
      }
      #expect(try fixture.line("git -C r rev-parse \(name)") == head.id)
    }
    for name in ["a..b", "x.lock", "", "d/below"] {
      do {
        try repository.createTag(named: name, of: id)
        Issue.record("created '\(name)'")
      } catch {
        #expect(error.description.hasPrefix("cannot create the tag '\(name)': "), "\(error)")
      }
    }
  }

  @Test func oneOfEightWritersWins() throws {
    let fixture = try Fixture.withCommit()
    let names = (0..<50).map { "v\($0)" }
    let head = try #require(try fixture.repository().head()).id
    let wins = Mutex<[String: [String]]>([:])
    let folder = fixture.root + "/r"
    let failures = Mutex<[String]>([])
    try withThreads(8) { writer in
      do {
        guard let repository = try Repository.discover(from: folder) else { return }
        for name in names {
          let bytes = Array(
            "object \(head)\ntype commit\ntag \(name)\ntagger W\(writer) <a@b> 1 +0000\n\nText\n"
              .utf8)
          let id = try repository.write(tagObject: bytes)
          do throws(GitError) {
            try repository.createTag(named: name, of: id)
            wins.withLock { $0[name, default: []].append(id) }
          } catch .tagExists {
            continue
          } catch {
            failures.withLock { $0.append("\(error)") }
          }
        }
      } catch {
        failures.withLock { $0.append("\(error)") }
      }
    }
    #expect(failures.withLock { $0 } == [])
    for name in names {
      let winners = wins.withLock { $0[name] ?? [] }
      #expect(winners.count == 1, "\(name)")
      #expect(try fixture.line("git -C r rev-parse \(name)") == winners.first)
    }
  }

  @Test func aLockedTagIsWaitedForInVain() throws {
    let fixture = try Fixture.withCommit()
    try fixture.sh("mkdir -p r/.git/refs/tags; : > r/.git/refs/tags/v1.lock")
    let repository = try fixture.repository()
    let head = try #require(try repository.head())
    let id = try repository.write(tagObject: tagObject("v1", of: head.id))
    do {
      try repository.createTag(named: "v1", of: id)
      Issue.record("created a locked tag")
    } catch {
      #expect(error.description.contains("lock"), "\(error)")
    }
  }

  @Test func filesOfAFolderAtACommit() throws {
    let fixture = try Fixture.withCommit()
    try fixture.sh(
      """
      cd r; mkdir -p release/keys/old; echo k | tee release/keys/b.asc release/keys/a.asc
      echo k >release/keys/old/c.asc; git add -A; git commit -qm Keys; rm -r release
      """)
    let repository = try fixture.repository()
    let head = try #require(try repository.head())
    #expect(try repository.files(at: head, folder: "release/keys") == ["a.asc", "b.asc"])
    #expect(try repository.files(at: head, folder: "./d/") == ["b"])
    #expect(try repository.files(at: head, folder: ".") == ["a", "run"])
    #expect(try repository.files(at: head, folder: "none") == [])
    #expect(try repository.files(at: head, folder: "a") == [])
  }
}
