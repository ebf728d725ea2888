import Glibc
import PerfJSON
import Synchronization
import Testing

/// The double of a forge (`Fixtures/forge/forge.py`), as a program of the test's own.
final class ForgeServer {
  static let token = "sesame-0123456789"

  /// The variable in which perfkit finds the token.
  static func setting(_ kind: String = "github") -> [String: String] {
    ["\(kind.uppercased())_TOKEN": token]
  }

  let kind: String
  private let folder: String
  private let program: ChildProgram
  private let port: String

  /// Starts one; its tags are those of the bare repository `remote.git`, or the given one.
  init(
    _ kind: String = "github", in project: Project, named name: String = "f", tag: String? = nil
  ) throws {
    self.kind = kind
    folder = project.root + "/" + name
    try project.sh("rm -rf '\(folder)'; mkdir '\(folder)'")
    let script = #filePath.split(separator: "/").dropLast().joined(separator: "/")
    let tags = tag.map { ["--tag", $0] } ?? ["--git", project.root + "/remote.git"]
    program = try ChildProgram(
      [
        "/usr/bin/env", "python3", "/\(script)/Fixtures/forge/forge.py", kind, folder, "--token",
        Self.token,
      ] + tags, in: "/",
      environment: ["PATH": project.environment["PATH"] ?? ""], logs: folder + "/log")
    try program.wait(forFile: folder + "/port")
    port = try #require(contents(of: folder + "/port"))
  }

  /// Where its API is.
  var api: String {
    "http://127.0.0.1:\(port)" + (["gitlab": "/api/v4", "forgejo": "/api/v1"][kind] ?? "")
  }

  /// The file that appears when a request is stalled.
  var stalled: String { folder + "/stalled" }

  /// What goes wrong from now on.
  func fault(_ text: String) throws {
    let file = try #require(fopen(folder + "/faults.json", "w"))
    fputs("[\(text)]", file)
    fclose(file)
  }

  /// What was asked, one `METHOD PATH [token]` a request.
  var requests: [String] {
    (contents(of: folder + "/requests.log") ?? "").split(separator: "\n").map(String.init)
  }

  /// What it holds.
  func state() throws -> JSON {
    try JSON.parse(Array(try #require(contents(of: folder + "/state.json")).utf8))
  }

  /// Begins anew, with nothing.
  func forget() throws {
    for (name, text) in [("forget", ""), ("state.json", "{}")] {
      let file = try #require(fopen(folder + "/" + name, "w"))
      fputs(text, file)
      fclose(file)
    }
  }

  /// The digests of the files of its releases, sorted.
  func digests() throws -> [String] {
    (try state()["releases"]?.elements ?? []).flatMap { $0["assets"]?.elements ?? [] }
      .compactMap { $0["sha256"]?.text }.sorted()
  }

  /// The releases as `draft` or `published`, then the names of their files and packages' files.
  func holds() throws -> [String] {
    let state = try state()
    let releases = state["releases"]?.elements ?? []
    let holders = releases + (state["packages"]?.elements ?? [])
    return releases.map { $0["draft"]?.flag == true ? "draft" : "published" }
      + holders.flatMap { $0["assets"]?.elements ?? [] }.compactMap { $0["name"]?.text }
  }
}

extension Project {
  /// What the release v0.1 publishes.
  static let releaseFiles = [
    "SHA256SUMS", "SHA256SUMS.asc", "demo-v0.1-evidence.tar.gz",
    "demo-v0.1-linux-x86_64.tar.gz", "demo-v0.1.spdx.json", "release.json",
  ]

  /// A project whose release v0.1 was cut, with a remote that lacks the tag.
  static func cutRelease() throws -> Project {
    let project = try Project()
    try project.sh(
      """
      cp -a '\(try CutRelease.folder.get())/.' .
      git init -q --bare ../remote.git; git remote add origin ../remote.git
      """)
    return project
  }

  /// Writes a policy whose forges are the servers.
  func publish(on servers: ForgeServer?..., more: String = "") throws {
    let forges = servers.compactMap { server in
      server.map { "{kind: \($0.kind), repository: o/demo, api: \"\($0.api)\"\(more)}" }
    }
    try write(
      """
      version: 1
      tags: ["v*"]
      signing: {format: openpgp}
      forges: [\(forges.joined(separator: ", "))]
      """, to: "release/policy.yaml")
  }

  /// Runs perfkit with the token of a forge; the release is a project's first, which is a warning.
  @discardableResult
  func forge(
    _ arguments: String..., on kind: String = "github", exits status: Int32 = 0,
    _ verdict: String = "warn", at location: SourceLocation = #_sourceLocation
  ) throws -> Invocation {
    try perfkit(
      ["release"] + arguments, exits: status, verdict, setting: ForgeServer.setting(kind),
      at: location)
  }

  /// The id of the tag object v0.1.
  func tagObject() throws -> String {
    String(try sh("git rev-parse refs/tags/v0.1").prefix { !$0.isNewline })
  }

  /// The steps on a forge that the state file holds.
  func forgeSteps() throws -> [String] {
    try read(".perfkit/release/v0.1/state.jsonl").split(separator: "\n").map {
      try JSON.parse(Array($0.utf8))
    }.filter { $0["facts"]?["forge"] != nil }.compactMap { entry in
      guard let step = entry["step"]?.text else { return nil }
      return step == "payload-written" ? "\(step) \(entry["facts"]?["forge"]?.text ?? "")" : step
    }
  }
}

/// A release that was cut once for all tests.
private enum CutRelease {
  /// The folder of its project, which tests copy.
  static let folder: Result<String, any Error> = Result {
    let project = try Project.readyForRelease()
    try project.sh(
      """
      sed -i 's/, zip//; s/^documents: .*/documents: [spdx]/' release/policy.yaml
      git commit -qam 'docs: one archive'
      """)
    try project.perfkit("smoke")
    try project.release("cut", "v0.1")
    let copy = String(try project.sh("mktemp -d /tmp/pk.cut.XXXXXX").dropLast())
    try project.sh("rm -rf .perfkit/build; cp -a . '\(copy)'")
    Self.copy.withLock { $0 = copy }
    atexit { CutRelease.remove() }
    return copy
  }

  private static let copy = Mutex("")

  private static func remove() { _ = system("rm -rf '\(copy.withLock { $0 })'") }
}
