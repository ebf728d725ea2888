import Glibc
import PerfFiles
import PerfJSON
import PerfRelease
import Synchronization
import Testing

/// The double of a forge, `Tests/EndToEndTests/Fixtures/forge/forge.py`, with a release to give it.
final class ForgeDouble {
  static let token = "sesame-0123456789"
  static let tagObject = String(repeating: "a", count: 40)
  static let commit = String(repeating: "b", count: 40)

  private let folder: Shell.Folder
  private let pid: pid_t
  private let port: String
  let kind: ReleasePolicy.Forge.Kind
  private let log = WaitLog()
  /// The steps that were reported.
  private(set) var steps: [ForgeDraft.Step] = []
  var release: ForgeRelease

  /// Starts a double of a kind; `start` is what it holds, `tag` its tag as `OBJECT:COMMIT`.
  init(
    _ kind: ReleasePolicy.Forge.Kind = .github, holding start: String = "{}",
    tag: String? = "\(tagObject):\(commit)", options: String = "{}"
  ) throws {
    self.kind = kind
    folder = try Shell.Folder()
    let tests = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    try folder.run(
      """
      printf '%s' '\(start)' > start.json; printf '%s' '\(options)' > options.json
      mkdir files; printf 'hello' > files/demo.tar.gz; printf '12345678' > files/sums.txt
      python3 '/\(tests)/EndToEndTests/Fixtures/forge/forge.py' \(kind.rawValue) . \
        --token \(Self.token) \(tag.map { "--tag v1=\($0)" } ?? "") </dev/null >log 2>&1 & echo $! >pid
      for i in $(seq 600); do [ -s port ] && exit 0; sleep 0.05; done; cat log; exit 1
      """)
    pid = try #require(pid_t(folder.run("cat pid").filter(\.isNumber)))
    port = try folder.run("cat port")
    release = ForgeRelease(
      project: "demo", tag: "v1", version: "1", tagObject: Self.tagObject, commit: Self.commit,
      title: "demo 1", body: "# Notes\n", isPrerelease: false, assets: [])
    release.assets = [
      try asset("demo.tar.gz", "application/gzip"), try asset("sums.txt", "text/plain"),
    ]
  }

  deinit { kill(pid, SIGKILL) }

  var address: String {
    let prefix = [ReleasePolicy.Forge.Kind.gitlab: "/api/v4", .forgejo: "/api/v1"]
    return "http://127.0.0.1:\(port)" + (prefix[kind] ?? "")
  }

  /// The same server under another name, to which no token may go.
  var foreignAddress: String { "http://localhost:\(port)" }

  private func asset(_ name: String, _ type: String) throws -> ForgeRelease.Asset {
    let path = folder.path + "/files/" + name
    return ForgeRelease.Asset(
      name: name, path: path, size: try #require(File.size(path)),
      sha256: String(try folder.run("sha256sum files/\(name)").prefix(64)), mediaType: type)
  }

  func forge(token: String = token, cancelled: Bool = false) -> any Forge {
    let access = ForgeAccess(
      address: address, repository: "o/demo", token: token,
      wait: { [log] seconds in log.seconds.withLock { $0.append(seconds) } },
      isCancelled: { cancelled })
    return switch kind {
    case .github: GitHub(access)
    case .gitlab: GitLab(access)
    case .forgejo: Forgejo(access)
    }
  }

  func draft(_ forge: (any Forge)? = nil) -> ForgeDraft {
    ForgeDraft(forge ?? self.forge(), release) { self.steps.append($0) }
  }

  @discardableResult
  func create(_ forge: (any Forge)? = nil) throws(ForgeError) -> RemoteRelease {
    try draft(forge).create(merge: { $0 }, progress: { _, _ in })
  }

  @discardableResult
  func publish() throws(ForgeError) -> RemoteRelease { try draft().publish { _, _ in } }

  /// The seconds that were waited, one number a time.
  var waits: [Int] { log.seconds.withLock { $0 } }

  /// What goes wrong from now on.
  func fault(_ faults: String...) throws {
    try folder.run("cat > faults.json <<'END'\n[\(faults.joined(separator: ","))]\nEND")
  }

  /// What the double is told of itself.
  func options(_ text: String) throws {
    try folder.run("cat > options.json <<'END'\n\(text)\nEND")
  }

  /// What was asked, one `METHOD PATH` a request.
  func requests() throws -> [String] {
    try folder.run("touch requests.log; cat requests.log").split(separator: "\n").map {
      String($0.prefix { $0 != "[" }.dropLast())
    }
  }

  /// The requests that were sent with the token, by the start of their path.
  func requestsWithToken(to path: String) throws -> [String] {
    try folder.run("touch requests.log; cat requests.log").split(separator: "\n").map(String.init)
      .filter { $0.contains(path) && $0.contains(Self.token) }
  }

  func forgetRequests() throws { try folder.run("rm -f requests.log") }

  /// Each release or package as `TAG draft: NAME=TEXT …`, the files in their order.
  func holds() throws -> [String] {
    let state = try JSON.parse(try File.read(folder.path + "/state.json"))
    func files(_ json: JSON) -> String {
      (json["assets"]?.elements ?? []).map {
        " \($0["name"]?.text ?? "")=\($0["sha256"]?.text?.prefix(4) ?? "")"
      }.sorted().joined()
    }
    let releases = (state["releases"]?.elements ?? []).map {
      "\($0["tag_name"]?.text ?? "") \($0["draft"]?.flag == true ? "draft" : "published"):"
        + files($0)
    }
    let packages = (state["packages"]?.elements ?? []).map {
      "\($0["version"]?.text ?? "") package:" + files($0)
    }
    return releases + packages
  }

  /// The files of a draft that is whole.
  static let whole = " demo.tar.gz=2cf2 sums.txt=ef79"
}

/// The pauses that a forge asked for, instead of taking them.
private final class WaitLog: Sendable {
  let seconds = Mutex<[Int]>([])
}

/// The error that something throws.
func forgeError(_ body: () throws(ForgeError) -> some Any) -> ForgeError? {
  do throws(ForgeError) {
    _ = try body()
    return nil
  } catch {
    return error
  }
}
