import PerfArchive
import PerfCrypto
import PerfFiles
import PerfRelease
import Testing

@Suite struct ArtefactSetTests {
  private static func set(
    _ policy: ArtefactPolicy = ArtefactPolicy(), tag: String = "v1", hiding folders: [String] = []
  ) throws -> ArtefactSet {
    try ArtefactSet(
      project: "demo", tag: tag, modified: 1_700_000_000, policy: policy, secretFolders: folders)
  }

  private static func source(
    _ folder: Shell.Folder, _ name: String, as path: String? = nil
  ) -> ArtefactSet.Source {
    let file = folder.path + "/" + name
    return ArtefactSet.Source(
      path: path ?? name, file: file, isExecutable: File.isExecutable(file))
  }

  @Test func productsAndDocumentsArePacked() throws {
    let folder = try Shell.Folder()
    try folder.run(
      """
      echo 'int main(void) { return 0; }' > a.c; cc -s -o demo a.c
      echo licence > LICENSE; mkdir out lib; printf x > lib/extra
      """)
    var policy = ArtefactPolicy()
    policy.formats = ArchiveFormat.allCases
    let artefacts = try Self.set(policy).pack(
      products: [Self.source(folder, "demo"), Self.source(folder, "lib/extra")],
      documents: [Self.source(folder, "LICENSE")], into: folder.path + "/out")
    #expect(
      artefacts.map(\.name) == [
        "demo-v1-linux-x86_64.tar.gz", "demo-v1-linux-x86_64.tar.zst", "demo-v1-linux-x86_64.zip",
      ])
    #expect(
      artefacts.map(\.mediaType) == ["application/gzip", "application/zstd", "application/zip"])
    for artefact in artefacts {
      let path = folder.path + "/out/" + artefact.name
      #expect(artefact.size == File.size(path))
      #expect(try artefact.sha256 == SHA256.hex(ofFile: path))
      #expect(
        artefact.contents.map(\.name) == [
          "demo-v1-linux-x86_64/LICENSE", "demo-v1-linux-x86_64/bin/demo",
          "demo-v1-linux-x86_64/lib/extra",
        ])
      #expect(try artefact.contents[1].sha256 == SHA256.hex(ofFile: folder.path + "/demo"))
      let linkage = try #require(artefact.contents[1].linkage)
      #expect(linkage.machine == "x86_64")
      #expect(linkage.libraries == ["libc.so.6"])
      #expect(linkage.glibc?.hasPrefix("2.") == true)
      #expect(linkage.interpreter == "/lib64/ld-linux-x86-64.so.2")
      #expect(linkage.isStripped)
      #expect(artefact.contents[0].linkage == nil)
    }
    #expect(try Folder.list(folder.path + "/out").map(\.name) == artefacts.map(\.name))
    try folder.run("cd out; tar -xzf demo-v1-linux-x86_64.tar.gz; demo-v1-linux-x86_64/bin/demo")
  }

  /// Debug information names the folder of the build; so does text.
  @Test func foldersOfTheMachineAreRefused() throws {
    let folder = try Shell.Folder()
    try folder.run("mkdir out; echo 'int main(void) { return 0; }' > a.c; cc -g -o demo $PWD/a.c")
    let error = #expect(throws: ArtefactError.self) {
      try Self.set(hiding: [folder.path]).pack(
        products: [Self.source(folder, "demo")], documents: [], into: folder.path + "/out")
    }
    guard case .leak("demo", folder.path, let offset) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(offset > 0)
    #expect(error?.hint?.contains("prefix-map") == true)
    #expect(error?.isRefusal == true)
    #expect(try Folder.list(folder.path + "/out").isEmpty)
    try folder.run("cc -g -ffile-prefix-map=$PWD=. -o demo $PWD/a.c")
    #expect(
      try Self.set(hiding: [folder.path]).pack(
        products: [Self.source(folder, "demo")], documents: [], into: folder.path + "/out"
      ).count == 1)
  }

  @Test func refusals() throws {
    let folder = try Shell.Folder()
    try folder.run(
      """
      mkdir out d; : > empty; echo x > plain; ln -s /etc/passwd link; head -c 200 /dev/zero > large
      printf 'gh''p_%036d' 0 > token; printf '\\177ELF' > torn
      printf '.globl _start\\n_start: int $0x80\\n' > a.s; as --32 -o a.o a.s
      ld -m elf_i386 -o small a.o; echo 'int main(void) { return 0; }' > a.c; cc -o wide a.c
      """)
    func refusal(_ names: String..., as path: String? = nil) -> ArtefactError? {
      var policy = ArtefactPolicy()
      policy.largestFile = names == ["large"] ? 199 : policy.largestFile
      do throws(ArtefactError) {
        let set = try ArtefactSet(
          project: "demo", tag: "v1", modified: 1_700_000_000, policy: policy)
        _ = try set.pack(
          products: names.map { Self.source(folder, $0, as: path) }, documents: [],
          into: folder.path + "/out")
        return nil
      } catch {
        return error
      }
    }
    #expect(refusal("empty") == .empty(name: "empty"))
    #expect(refusal("link") == .notAFile(name: "link"))
    #expect(refusal("d") == .notAFile(name: "d"))
    #expect(refusal("large") == .oversized(name: "large", size: 200, limit: 199))
    #expect(refusal("token") == .secret(name: "token", Secret("a GitHub token", at: 0)))
    #expect(refusal("plain", as: ".env")?.isRefusal == true)
    #expect(refusal("torn") == .elf(name: "torn", ELFError("the file header", at: 0)))
    #expect(refusal("small", "wide") == .machines(["i686", "x86_64"]))
    #expect(refusal("none")?.isRefusal == false)
    #expect(
      refusal("plain", as: "../x")
        == .archive(.name("demo-v1-linux-any/../x", .climbing)))
    #expect(
      refusal("plain", "wide", as: "bin/same")
        == .archive(.name("demo-v1-linux-x86_64/bin/same", .duplicate)))
    #expect(refusal() == .nothing)
    #expect(try Folder.list(folder.path + "/out").isEmpty)
    #expect(refusal("plain") == nil)
  }

  @Test(arguments: ["v 1", "v1;id", "v1.", "\u{202E}", String(repeating: "1", count: 128)])
  func tagsThatMakeNoFileName(_ tag: String) throws {
    #expect(throws: ArtefactError.self) { try Self.set(tag: tag) }
  }

  @Test func evidenceIsPackedAndReadBack() throws {
    let folder = try Shell.Folder()
    let records = [
      (name: "smoke/run.json", bytes: Array("{}\n".utf8)), (name: "bench/run.json", bytes: [1, 2]),
    ]
    let artefact = try Self.set(tag: "team/v1").packEvidence(records, into: folder.path)
    #expect(artefact.name == "demo-team-v1-evidence.tar.gz")
    let files = try ArchiveInventory.bytes(
      of: folder.path + "/" + artefact.name, as: .tarGzip)
    #expect(
      files == [
        "demo-team-v1-evidence/smoke/run.json": Array("{}\n".utf8),
        "demo-team-v1-evidence/bench/run.json": [1, 2],
      ])
    #expect(throws: ArtefactError.archive(.nothing)) {
      try Self.set().packEvidence([], into: folder.path)
    }
  }

  @Test func packagesThatSwiftPMPinned() throws {
    let new = """
      {"version": 3, "pins": [
        {"identity": "b", "kind": "remoteSourceControl", "location": "https://u:p@example.org/b.git",
         "state": {"revision": "0123", "version": "1.0.0"}},
        {"identity": "a", "location": "git@example.org:a.git", "state": {"branch": "main",
         "revision": "4567"}}]}
      """
    let old =
      #"{"object": {"pins": [{"package": "c", "repositoryURL": "https://example.org/c@1", "state": {"version": "2.0.0"}}]}, "version": 1}"#
    #expect(
      try SourceDependency.read(packageResolved: Array(new.utf8), file: "Package.resolved") == [
        SourceDependency(
          name: "a", version: nil, revision: "4567", location: "git@example.org:a.git"),
        SourceDependency(
          name: "b", version: "1.0.0", revision: "0123", location: "https://example.org/b.git"),
      ])
    #expect(
      try SourceDependency.read(packageResolved: Array(old.utf8), file: "Package.resolved") == [
        SourceDependency(
          name: "c", version: "2.0.0", revision: nil, location: "https://example.org/c@1")
      ])
    for text in ["", "{}", #"{"pins": [{}]}"#, "[1"] {
      #expect(throws: ArtefactError.self) {
        try SourceDependency.read(packageResolved: Array(text.utf8), file: "f")
      }
    }
  }

  @Test func documentsAreKnownByName() {
    let policy = ArtefactPolicy()
    for name in ["LICENSE", "LICENSE.txt", "LICENSE-MIT", "README.md", "COPYING"] {
      #expect(policy.isDocument(name), "\(name)")
    }
    for name in ["LICENSES", "readme", "main.c", "a/README.md"] {
      #expect(!policy.isDocument(name), "\(name)")
    }
  }

  @Test func errorsSayWhatIsWrong() {
    let errors: [(ArtefactError, String)] = [
      (.nothing, "no engine left a file to publish"),
      (.name("a b", fault: "is empty"), "the name 'a b' is empty"),
      (.count(limit: 3), "there are more than 3 files to publish"),
      (.notAFile(name: "a"), "'a' is not a regular file"), (.empty(name: "a"), "'a' is empty"),
      (
        .oversized(name: "a", size: 2, limit: 1), "'a' has 2 bytes, more than the limit of 1"
      ),
      (
        .secret(name: "a", Secret("a private key", at: 7)),
        "'a' looks as if it held a secret: a private key at byte 7"
      ),
      (
        .leak(name: "a", folder: "/x", offset: 9),
        "'a' names the folder '/x' of this machine, at byte 9"
      ), (.machines(["a", "b"]), "the products are for several machines: a, b"),
      (
        .elf(name: "a", ELFError("a note", at: 1)),
        "'a' is a damaged ELF file: a note at byte 1 is torn or makes no sense"
      ), (.changed(name: "a"), "'a' changed between its check and its packing"),
      (.dependencies(file: "f", reason: "r"), "cannot read 'f': r"),
      (.checksums(line: 2, reason: "r"), "SHA256SUMS, line 2: r"),
      (.archive(.nothing), "there is nothing to pack"),
      (
        .file(FileError("read", "/x", number: 2)), "cannot read '/x': No such file or directory"
      ), (.crypto(.operation(name: "X")), "OpenSSL's X failed"),
    ]
    for (error, text) in errors { #expect("\(error)" == text) }
  }
}
