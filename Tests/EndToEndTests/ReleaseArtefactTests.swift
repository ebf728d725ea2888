import PerfJSON
import Testing

@Suite struct ReleaseArtefactTests {
  private static let folder = ".perfkit/release/v1/artefacts"
  private static let archive = "demo-v1-linux-x86_64"

  /// A repository with an engine in C, and files that explain it.
  private static func project(
    _ source: String = "int main(void) { return 0; }", flags: String = "-O2"
  ) throws -> Project {
    let project = try Project(
      .init(
        engine:
          "{source: ., build: steps, steps: [[cc, \(flags), -o, demo, demo.c]], artefacts: [demo]}",
        cases: ["{name: quick, command: [demo]}"]))
    try project.write(source + "\n", to: "demo.c")
    try project.write("Do what you like.\n", to: "LICENSE")
    try project.write("# Demo\n", to: "README.md")
    try project.write("demo\n", to: ".gitignore")
    try project.commitAll()
    return project
  }

  /// Packs HEAD as v1 in all forms, in a clone at another place of the folder for other files.
  private static func sums(
    _ project: Project, in name: String, umask: String, zone: String, locale: String
  ) throws -> String {
    try project.sh(
      """
      git clone -q . "$MARKS/\(name)"; cd "$MARKS/\(name)"; umask \(umask)
      TZ=\(zone) LC_ALL=\(locale) '\(Project.perfkit)' release artefacts v1 \
        --format zip --format tar.gz --format tar.zst >&2
      stat -c %a \(folder)/demo*; cat \(folder)/SHA256SUMS
      """)
  }

  @Test func theSameCommitIsTheSameBytesEverywhere() throws {
    let project = try Self.project()
    let here = try Self.sums(project, in: "one", umask: "022", zone: "UTC", locale: "C")
    let there = try Self.sums(
      project, in: "another/long place", umask: "077", zone: "Asia/Tokyo", locale: "C.UTF-8")
    #expect(here == there)
    #expect(here.contains("\(Self.archive).tar.zst\n"))
    #expect(
      try project.sh("cd \"$MARKS/one/\(Self.folder)\"; sha256sum --check --strict SHA256SUMS")
        == "\(Self.archive).tar.gz: OK\n\(Self.archive).tar.zst: OK\n\(Self.archive).zip: OK\n")
  }

  private static func swiftProject(flags: String = "") throws -> Project {
    let project = try Project(
      .init(
        engine: "{source: ., build: swiftpm, flags: [\(flags)]}",
        cases: ["{name: quick, command: [demo]}"]))
    try project.write(
      """
      // swift-tools-version: 6.0
      import PackageDescription
      let package = Package(
        name: "demo",
        targets: [.target(name: "Book"), .executableTarget(name: "demo", dependencies: ["Book"])])
      """, to: "Package.swift")
    try project.write(
      """
      public struct Book {
        public private(set) var orders: [Int] = []
        public init() {}
        public mutating func add(_ order: Int) {
          precondition(order > 0)
          orders.append(order)
        }
      }
      """, to: "Sources/Book/Book.swift")
    try project.write(
      "import Book\nvar book = Book()\nbook.add(1)\nprint(book.orders, #file)\n",
      to: "Sources/demo/main.swift")
    try project.commitAll()
    return project
  }

  /// Swift puts the folder of a build into debug information, the hashes of modules, and so into
  /// the linker's digest.
  @Test func aSwiftEngineIsTheSameBytesEverywhere() throws {
    let project = try Self.swiftProject()
    let built = try project.perfkit("build")
    let call = try project.perfkit("release", "artefacts", "v1", exits: 0, "warn")
    let product = try #require(
      call.document["artefacts"]?.elements?.first?["contents"]?.elements?.first)
    #expect(product["name"]?.text == "\(Self.archive)/bin/demo")
    #expect(product["linkage"]?["libraries"]?.elements?.contains(.string("libc.so.6")) == true)
    let tested = built.document["engines"]?.elements?.first?["artefacts"]?.elements?.first
    #expect(product["sha256"]?.text == tested?["sha256"]?.text, "what was tested is what is packed")
    #expect(call.warningCodes == ["release.search-path"])
    #expect(call.errors.contains("'demo' looks for libraries in '/"))
    try project.perfkit("release", "artefacts", "v1", "--strict", exits: 2, "fail")
    let copy = try Self.sums(
      project, in: "another/long place", umask: "077", zone: "Asia/Tokyo", locale: "C.UTF-8")
    let packed = try project.read(Self.folder + "/SHA256SUMS")
    #expect(copy.contains(packed))
  }

  @Test func aSwiftEngineWithItsLibraryNeedsNoToolchain() throws {
    let project = try Self.swiftProject(flags: "--static-swift-stdlib")
    let built = try project.perfkit("build")
    let call = try project.perfkit("release", "artefacts", "v1")
    let product = try #require(
      call.document["artefacts"]?.elements?.first?["contents"]?.elements?.first)
    let tested = built.document["engines"]?.elements?.first?["artefacts"]?.elements?.first
    #expect(product["sha256"]?.text == tested?["sha256"]?.text)
    let libraries = (product["linkage"]?["libraries"]?.elements ?? []).compactMap(\.text)
    #expect(!libraries.isEmpty && !libraries.contains { $0.hasPrefix("libswift") })
  }

  @Test func whatIsPackedIsTheCommit() throws {
    let project = try Self.project()
    let commit = try project.sh("git rev-parse HEAD HEAD^{tree}").split(separator: "\n")
    try project.write("int main(void) { return 1; }\n", to: "demo.c")
    try project.write("changed\n", to: "README.md")
    try project.write("untracked\n", to: "NOTICE")
    let call = try project.perfkit("release", "artefacts", "v1")
    #expect(call.document["commit"]?.text == commit.first.map(String.init))
    #expect(call.document["tree"]?.text == commit.last.map(String.init))
    #expect(call.document["commit_time"]?.text == "2023-11-14T22:13:20Z")
    #expect(
      try project.sh(
        """
        cd '\(Self.folder)'; tar -xzf \(Self.archive).tar.gz; cd \(Self.archive); find . -type f |
        LC_ALL=C sort; bin/demo; cat README.md; stat -c %Y README.md
        """)
        == "./LICENSE\n./README.md\n./bin/demo\n# Demo\n1700000000\n")
    let tested = try project.perfkit("smoke", "--ref", "HEAD")
    let artefact = tested.document["engines"]?.elements?.first?["artefacts"]?.elements?.first
    let contents = call.document["artefacts"]?.elements?.first?["contents"]?.elements
    #expect(artefact?["sha256"]?.text != nil)
    #expect(contents?.last?["sha256"]?.text == artefact?["sha256"]?.text)
    #expect(contents?.last?["linkage"]?["glibc"]?.text?.hasPrefix("2.") == true)
  }

  /// Each makes the project one that must not be published as it is.
  @Test(
    arguments: [
      ("printf 'gh''p_%036d' 0 > README.md", "looks as if it held a secret: a GitHub token"),
      ("ln -sf /etc/passwd README.md", "'README.md' is not a regular file"),
      (": > LICENSE", "'LICENSE' is empty"),
      ("printf '%s' \"$PWD\" > NOTICE", "'NOTICE' names the folder"),
    ])
  func whatMustNotBePublishedIsRefused(_ change: String, _ reason: String) throws {
    let project = try Self.project()
    try project.perfkit("release", "artefacts", "v1")
    let before = try project.sh("cd \(Self.folder); sha256sum *")
    try project.sh(change)
    try project.commitAll("worse")
    let call = try project.perfkit("release", "artefacts", "v1", exits: 6, "refused")
    #expect(call.errorCodes == ["release.artefact"])
    #expect(call.errors.contains(reason), "\(call.errors)")
    #expect(try project.sh("cd \(Self.folder); sha256sum *") == before, "the old ones are gone")
    #expect(try project.sh("ls -A .perfkit/release/v1") == "artefacts\n")
  }

  @Test func callsAtTheSameTimeDoNotMix() throws {
    let project = try Self.project()
    try project.perfkit("build", "--ref", "HEAD")
    let calls = try (0..<6).map { _ in try project.start(["release", "artefacts", "v1"]) }
    for call in calls {
      let ended = try call.wait()
      #expect(ended.status == 0, "\(ended.errors)")
    }
    #expect(try project.sh("ls -A .perfkit/release/v1") == "artefacts\n")
    #expect(
      try project.sh("cd \(Self.folder); sha256sum --check --strict SHA256SUMS")
        == "\(Self.archive).tar.gz: OK\n")
  }

  @Test func foldersOfTheBuildAreRefused() throws {
    let project = try Self.project(flags: "-g")
    let call = try project.perfkit("release", "artefacts", "v1", exits: 6, "refused")
    #expect(call.errors.contains("'demo' names the folder"))
    #expect(call.errors.contains("-ffile-prefix-map"))
    #expect(
      call.document["errors"]?.elements?.first?["message"]?.text?.contains(project.root) == false)
  }

  @Test(arguments: [
    "../v1", "v1/../../x", "/v1", "v1/", ".", "v 1", "v1;id", "$(id)", "v\u{202E}1",
  ])
  func tagsThatNameNoFolder(_ tag: String) throws {
    let project = try Self.project()
    let call = try project.perfkit("release", "artefacts", tag, exits: 6, "refused")
    #expect(call.errorCodes == ["release.artefact"])
    #expect(try project.sh("ls -A .perfkit; ls -A ..").contains("v1") == false)
  }

  @Test func whatWasCutStaysAsItIs() throws {
    let project = try Self.project()
    try project.write("{}", to: ".perfkit/release/v1/release.json")
    let call = try project.perfkit("release", "artefacts", "v1", exits: 6, "refused")
    #expect(call.errorCodes == ["release.frozen"])
    #expect(call.errors.contains("perfkit release verify v1"))
  }

  @Test func whatCannotBeBuilt() throws {
    let project = try Self.project("int main(void) { return }")
    let call = try project.perfkit("release", "artefacts", "v1", exits: 4, "incorrect")
    #expect(call.errorCodes == ["build.failed"])
    try project.perfkit("release", "artefacts", "v1", "--ref", "none", exits: 64, "usage")
    try project.perfkit("release", "artefacts", "v1", "--format", "rar", exits: 64, "usage")
    try project.sh("rm -rf .git")
    let outside = try project.perfkit("release", "artefacts", "v1", exits: 64, "usage")
    #expect(outside.errorCodes == ["git.no-repository"])
  }

  @Test func withoutObjcopyASwiftEngineIsNotBuilt() throws {
    let project = try Project(
      .init(engine: "{source: ., build: swiftpm}", cases: ["{name: quick, command: [demo]}"]))
    try project.write("", to: "Package.swift")
    try project.write(
      """
      #!/bin/sh
      [ "$1" = build ] || exit 0
      while [ "$1" != --scratch-path ]; do shift; done
      /bin/mkdir -p "$2/release"; /bin/cp /bin/true "$2/release/demo"
      """, to: "tools/swift")
    let path = project.folder + "/tools"
    let call = try project.perfkit("build", exits: 1, "error", setting: ["PATH": path])
    #expect(call.errorCodes == ["build.missing-tool"])
    #expect(call.errors.contains("apt-get install binutils"))
    try project.write("#!/bin/sh\necho 'no room' >&2\nexit 1\n", to: "tools/objcopy")
    let failed = try project.perfkit("build", exits: 1, "error", setting: ["PATH": path])
    #expect(failed.errorCodes == ["build.unfinished"])
    #expect(failed.errors.contains("objcopy cannot rewrite 'demo': no room"))
  }
}
